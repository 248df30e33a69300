package io.heapster.api.resource;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations in Go's text form, e.g. {@code 1m0s} or {@code 15.042s}. */
final class GoDuration {
  private GoDuration() {}

  /**
   * @param duration at least one second
   */
  static String text(Duration duration) {
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    var seconds =
        BigDecimal.valueOf(duration.toSecondsPart() * 1_000_000_000L + duration.toNanosPart(), 9);
    var text = new StringBuilder();
    if (hours > 0) {
      text.append(hours).append('h');
    }
    if (hours > 0 || minutes > 0) {
      text.append(minutes).append('m');
    }
    String plain = seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    return text.append(plain).append('s').toString();
  }
}
