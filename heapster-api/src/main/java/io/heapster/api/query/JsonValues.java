package io.heapster.api.query;

import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricValue;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what may be absent: numbers, names and times; {@code null} where it is. */
final class JsonValues {
  private static final long NANOS = 1_000_000_000L;

  private JsonValues() {}

  /** A number of a column in which all are finite. */
  static void write(JsonWriter json, Column column, int row) {
    if (!column.has(row)) {
      json.nothing();
    } else if (column.type() == ValueType.INT64) {
      json.number(column.longAt(row));
    } else {
      json.number(column.doubleAt(row));
    }
  }

  /** A kept value; one that is infinite or NaN counts as absent. */
  static void write(JsonWriter json, @Nullable MetricValue value) {
    if (value == null) {
      json.nothing();
    } else if (value.type() == ValueType.INT64) {
      json.number(value.asLong());
    } else if (Double.isFinite(value.asDouble())) {
      json.number(value.asDouble());
    } else {
      json.nothing();
    }
  }

  static void write(JsonWriter json, @Nullable String text) {
    if (text == null) {
      json.nothing();
    } else {
      json.text(text);
    }
  }

  static void write(JsonWriter json, Optional<Instant> time) {
    write(json, time.map(JsonTime::text).orElse(null));
  }

  /** The field of every answer that comes from the newest batch; absent before the first tick. */
  static void timestamp(JsonWriter json, Optional<DataBatch> batch) {
    write(json.name("timestamp"), batch.map(DataBatch::timestamp));
  }

  /** An amount of a Kubernetes object, in which 0 stands for "not given". */
  static void given(JsonWriter json, String name, long amount) {
    json.name(name);
    if (amount == 0) {
      json.nothing();
    } else {
      json.number(amount);
    }
  }

  /** A time in nanoseconds since the epoch; 0 stands for "not known". */
  static void time(JsonWriter json, String name, long epochNanos) {
    Optional<Instant> time =
        epochNanos == 0
            ? Optional.empty()
            : Optional.of(
                Instant.ofEpochSecond(
                    Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS)));
    write(json.name(name), time);
  }

  /** The description of a column of numbers. */
  static void column(JsonWriter json, String name, ValueType type, MetricUnit unit) {
    json.beginObject().name("name").text(name).name("type").text(type.text());
    json.name("unit").text(unit.text()).endObject();
  }

  /** The description of a column of names. */
  static void textColumn(JsonWriter json, String name) {
    json.beginObject().name("name").text(name).name("type").text("text").endObject();
  }

  /** Labels as an object. */
  static void labels(JsonWriter json, Labels labels) {
    json.name("labels").beginObject();
    labels.forEach((key, value) -> json.name(key).text(value));
    json.endObject();
  }
}
