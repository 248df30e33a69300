package io.heapster.api.query;

import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.core.store.TimedValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The times at which any of several series has a value, so that all can be laid out alike. */
final class Timeline {
  private final TreeSet<Instant> times = new TreeSet<>();

  /** Takes up the times of a series. */
  void add(List<TimedValue> series) {
    for (int i = 0; i < series.size(); i++) {
      times.add(series.get(i).timestamp());
    }
  }

  /** Leaves out all but the newest. */
  void keepNewest(int most) {
    while (times.size() > most) {
      times.pollFirst();
    }
  }

  int size() {
    return times.size();
  }

  /** The oldest time. */
  Optional<Instant> first() {
    return times.isEmpty() ? Optional.empty() : Optional.of(times.first());
  }

  /** The newest time. */
  Optional<Instant> last() {
    return times.isEmpty() ? Optional.empty() : Optional.of(times.last());
  }

  /** The times, oldest first. */
  void writeTimes(JsonWriter json) {
    json.name("timestamps").beginArray();
    times.forEach(time -> json.text(JsonTime.text(time)));
    json.endArray();
  }

  /** A series with one place for each of the times. */
  void writeValues(JsonWriter json, List<TimedValue> series) {
    json.beginArray();
    int next = 0;
    for (Instant time : times) {
      while (next < series.size() && series.get(next).timestamp().isBefore(time)) {
        next++;
      }
      boolean present = next < series.size() && series.get(next).timestamp().equals(time);
      Fields.write(json, present ? series.get(next).value() : null);
    }
    json.endArray();
  }
}
