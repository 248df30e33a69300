package io.heapster.api.status;

import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes named values of an object; what is absent as {@code null}. Not thread-safe. */
final class Fields {
  private static final double NANOS_IN_MICRO = 1e3;
  private static final double MICROS_IN_SECOND = 1e6;

  private final JsonWriter json;

  Fields(JsonWriter json) {
    this.json = json;
  }

  JsonWriter json() {
    return json;
  }

  Fields put(String name, @Nullable String text) {
    if (text == null) {
      return nothing(name);
    }
    json.name(name).text(text);
    return this;
  }

  Fields put(String name, long number) {
    json.name(name).number(number);
    return this;
  }

  Fields put(String name, @Nullable Long number) {
    return number == null ? nothing(name) : put(name, number.longValue());
  }

  Fields put(String name, boolean truth) {
    json.name(name).truth(truth);
    return this;
  }

  Fields put(String name, @Nullable Boolean truth) {
    return truth == null ? nothing(name) : put(name, truth.booleanValue());
  }

  /** To the millisecond. */
  Fields put(String name, Instant time) {
    return put(name, JsonTime.text(time.truncatedTo(ChronoUnit.MILLIS)));
  }

  /** In seconds, to the microsecond. */
  Fields put(String name, @Nullable Duration duration) {
    if (duration == null) {
      return nothing(name);
    }
    long micros = Math.round(duration.toNanos() / NANOS_IN_MICRO);
    json.name(name).number(micros / MICROS_IN_SECOND);
    return this;
  }

  Fields put(String name, @Nullable List<String> texts) {
    if (texts == null) {
      return nothing(name);
    }
    json.name(name).beginArray();
    texts.forEach(json::text);
    json.endArray();
    return this;
  }

  Fields nothing(String name) {
    json.name(name).nothing();
    return this;
  }
}
