package io.heapster.api.k8s.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * Warnings that callers can provoke: each is told once an hour, and few different ones a minute, so
 * that nobody fills the log from outside. Thread-safe.
 */
final class LogBudget {
  private static final int LINES_A_WINDOW = 5;
  private static final int REMEMBERED = 64;
  private static final int LONGEST = 600;
  private static final long TOLD_NANOS = Duration.ofHours(1).toNanos();
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final TimeSource time;
  private final BoundedMap<Long> told = new BoundedMap<>(REMEMBERED);

  @GuardedBy("this")
  private long windowStart;

  @GuardedBy("this")
  private int lines;

  @GuardedBy("this")
  private long left;

  LogBudget(Logger log, TimeSource time) {
    this.log = log;
    this.time = time;
    this.windowStart = time.elapsedNanos();
  }

  void warn(String text) {
    String line = printable(text);
    Long before = told.get(line);
    if (before != null && time.elapsedNanos() - before < TOLD_NANOS) {
      return;
    }
    long unsaid = claim();
    if (unsaid < 0) {
      return;
    }
    told.put(line, time.elapsedNanos());
    if (unsaid == 0) {
      log.warn("{}", line);
    } else {
      log.warn("{} (and {} more of this kind, not told)", line, unsaid);
    }
  }

  /** Lines left out since the last one; negative when this one is left out, too. */
  private synchronized long claim() {
    long now = time.elapsedNanos();
    if (now - windowStart >= WINDOW_NANOS) {
      windowStart = now;
      lines = 0;
    }
    if (lines == LINES_A_WINDOW) {
      left++;
      return -1;
    }
    lines++;
    long unsaid = left;
    left = 0;
    return unsaid;
  }

  private static String printable(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
