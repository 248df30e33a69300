package io.heapster.core.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Kubernetes users write them: {@code 500ms}, {@code 10s}, {@code 1m30s}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

  private Durations() {}

  /**
   * @throws IllegalArgumentException when the text is no duration or too long a one
   */
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int at = 0;
    while (at < text.length() && part.find(at) && part.start() == at) {
      sum = plus(text, sum, part.group(1), part.group(2));
      at = part.end();
    }
    if (at == 0 || at < text.length()) {
      throw new IllegalArgumentException(
          "\"" + text + "\": not a duration such as 500ms, 10s or 1m30s");
    }
    return sum;
  }

  /** The shortest text for a duration, e.g. {@code 1m30s}. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    var text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  private static Duration plus(String text, Duration sum, String digits, String unit) {
    try {
      long amount = Long.parseLong(digits);
      return switch (unit) {
        case "ms" -> sum.plusMillis(amount);
        case "s" -> sum.plusSeconds(amount);
        case "m" -> sum.plusMinutes(amount);
        case "h" -> sum.plusHours(amount);
        default -> sum.plusDays(amount);
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\": too long a duration", e);
    }
  }
}
