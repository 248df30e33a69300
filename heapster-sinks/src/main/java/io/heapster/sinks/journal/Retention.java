package io.heapster.sinks.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which segments may go: those that everybody got and that are old enough, and those past
 * the caps.
 *
 * <p>For what somebody still waits for, the wall clock alone does not count, because it may be set:
 * a segment's age is the time since the last append as the process measured it, and the distances
 * of the segments' newest records from there on back, none of which counts for more than an eighth
 * of the largest age. So a clock that jumps forward ages the journal by an eighth at most, and so
 * does the time for which no daemon ran; then segments stay longer than by the clock, never less.
 */
final class Retention {
  private final JournalConfig config;

  Retention(JournalConfig config) {
    this.config = config;
  }

  /** A segment that may go, and why. */
  record Verdict(Segment segment, Removed.Reason reason) {}

  /**
   * @param segments oldest first, the one being written included
   * @param closed how many of them, from the oldest on, may go
   * @param idle since the last append, or since the journal was opened
   * @param deliveredBelow no cursor waits for a sequence below
   */
  List<Verdict> verdicts(
      List<Segment> segments, int closed, Duration idle, Instant now, long deliveredBelow) {
    List<Duration> ages = ages(segments, idle);
    Instant keptLongEnough = now.minus(config.keepDelivered());
    long bytes = segments.stream().mapToLong(segment -> segment.extent().bytes()).sum();
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < closed; i++) {
      Segment.Extent extent = segments.get(i).extent();
      boolean delivered = extent.end() <= deliveredBelow;
      boolean tooMuch = bytes > config.maxBytes();
      Removed.Reason reason = null;
      if (delivered && (tooMuch || !extent.newest().isAfter(keptLongEnough))) {
        reason = Removed.Reason.DELIVERED;
      } else if (tooMuch) {
        reason = Removed.Reason.TOO_MANY_BYTES;
      } else if (isTooOld(ages.get(i))) {
        reason = Removed.Reason.TOO_OLD;
      }
      if (reason != null) {
        verdicts.add(new Verdict(segments.get(i), reason));
        bytes -= extent.bytes();
      }
    }
    return verdicts;
  }

  boolean isTooOld(Duration age) {
    return age.compareTo(config.maxAge()) > 0;
  }

  /** Of the segments' newest records. */
  private List<Duration> ages(List<Segment> segments, Duration idle) {
    var ages = new ArrayList<Duration>();
    Duration age = idle;
    for (int i = segments.size() - 1; i >= 0; i--) {
      ages.addFirst(age);
      if (i > 0) {
        age = age.plus(distance(segments.get(i - 1), segments.get(i)));
      }
    }
    return ages;
  }

  private Duration distance(Segment earlier, Segment later) {
    Duration distance = Duration.between(earlier.extent().newest(), later.extent().newest());
    if (distance.isNegative()) {
      return Duration.ZERO;
    }
    return distance.compareTo(config.rollAge()) > 0 ? config.rollAge() : distance;
  }
}
