package io.heapster.api.k8s.request;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's clients write them: {@code 32s}, {@code 1m0.5s}, {@code 250ms}, {@code 0}. */
public final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final int LONGEST_TEXT = 64;

  private GoDuration() {}

  /**
   * @throws IllegalArgumentException when the text is no duration, or longer than Go can count
   */
  public static Duration parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String unsigned = signed ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return Duration.ZERO;
    }
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("too long a text for a duration");
    }
    Matcher part = PART.matcher(unsigned);
    BigDecimal nanos = BigDecimal.ZERO;
    int at = 0;
    while (at < unsigned.length() && part.find(at) && part.start() == at) {
      nanos = nanos.add(amount(text, part.group(1), part.group(2)));
      at = part.end();
    }
    if (at == 0 || at < unsigned.length()) {
      throw invalid(text);
    }
    try {
      long exact = nanos.toBigInteger().longValueExact();
      return Duration.ofNanos(text.startsWith("-") ? -exact : exact);
    } catch (ArithmeticException e) {
      throw invalid(text);
    }
  }

  private static BigDecimal amount(String text, String digits, String unit) {
    Long nanos = NANOS.get(unit);
    if (nanos == null || digits.isEmpty() || digits.equals(".")) {
      throw invalid(text);
    }
    return new BigDecimal(digits).multiply(BigDecimal.valueOf(nanos));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("invalid duration \"" + text + "\"");
  }
}
