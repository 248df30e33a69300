package io.heapster.sources.simulated.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurring event in closed form: every member of a population meets it once an interval, each at
 * its own phase. The interval may change as time goes on; what happened before stays. Immutable;
 * all times are epoch seconds.
 */
final class Cadence {
  /** No event ever. */
  static final Cadence NEVER = new Cadence(List.of());

  /** No event has happened yet. */
  static final long NO_EVENT = Long.MIN_VALUE;

  /** One interval in force from its first second on; 0 seconds mean no events. */
  private record Segment(long since, long interval) {

    long phase(long bits) {
      return Long.remainderUnsigned(bits, interval);
    }

    /** Events from {@code since} (exclusive) to the second (inclusive). */
    long count(long second, long bits) {
      return interval == 0 || second <= since ? 0 : (second - since + phase(bits)) / interval;
    }
  }

  private final List<Segment> segments;

  private Cadence(List<Segment> segments) {
    this.segments = segments;
  }

  /** This cadence up to a second, and another interval after it. */
  Cadence from(long since, Duration interval) {
    if (interval.toSeconds() == interval()) {
      return this;
    }
    var extended = new ArrayList<>(segments);
    extended.add(new Segment(since, interval.toSeconds()));
    return new Cadence(List.copyOf(extended));
  }

  /** Seconds between two events of one member now; 0 when there are none. */
  private long interval() {
    return segments.isEmpty() ? 0 : segments.getLast().interval();
  }

  /** Whether no event has ever been planned. */
  boolean isNever() {
    return segments.isEmpty();
  }

  /** Events that a member has met up to and at the second. */
  long count(long second, long bits) {
    long count = 0;
    for (int i = 0; i < segments.size(); i++) {
      count += segments.get(i).count(Math.min(second, end(i)), bits);
    }
    return count;
  }

  /** The second of the member's newest event up to and at the second, or {@link #NO_EVENT}. */
  long last(long second, long bits) {
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment segment = segments.get(i);
      long count = segment.count(Math.min(second, end(i)), bits);
      if (count > 0) {
        return segment.since() + count * segment.interval() - segment.phase(bits);
      }
    }
    return NO_EVENT;
  }

  private long end(int segment) {
    return segment + 1 < segments.size() ? segments.get(segment + 1).since() : Long.MAX_VALUE;
  }
}
