package io.heapster.api.query;

import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The times at which any of several series has a value, so that all can be laid out alike. */
final class Timeline {
  private final TreeSet<Instant> times = new TreeSet<>();
  private final int most;

  private Timeline(int most) {
    this.most = most;
  }

  /** Takes up all times. */
  static Timeline ofAll() {
    return new Timeline(Integer.MAX_VALUE);
  }

  /** Takes up the newest times of all series, so many at the most. */
  static Timeline ofNewest(int most) {
    return new Timeline(most);
  }

  /** Takes up the times of a series, oldest first. */
  void add(List<TimedValue> series) {
    for (int i = series.size() - 1; i >= 0; i--) {
      Instant time = series.get(i).timestamp();
      if (times.size() >= most && time.isBefore(times.first())) {
        return;
      }
      times.add(time);
      if (times.size() > most) {
        times.pollFirst();
      }
    }
  }

  /** In which a series may still have times that are taken up. */
  TimeRange open() {
    return new TimeRange(times.size() < most ? Instant.MIN : times.first(), Instant.MAX);
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
      JsonValues.write(json, present ? series.get(next).value() : null);
    }
    json.endArray();
  }
}
