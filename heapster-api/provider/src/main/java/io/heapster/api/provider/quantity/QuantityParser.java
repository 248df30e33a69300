package io.heapster.api.provider.quantity;

import io.heapster.api.provider.quantity.Quantity.Format;
import io.heapster.api.provider.quantity.Suffixes.Meaning;
import java.math.BigDecimal;

/** Reads quantities as Kubernetes does, but for a number without digits, which it takes for 0. */
final class QuantityParser {
  private static final int MAX_CHARACTERS = 512;
  private static final int SHOWN_CHARACTERS = 64;
  private static final BigDecimal CAP_OF_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

  private QuantityParser() {}

  static Quantity parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw refusal(text, text.length() + " characters, at most " + MAX_CHARACTERS + " are read");
    }
    int numberEnd = numberEnd(text);
    Meaning suffix = Suffixes.read(text.substring(numberEnd));
    if (suffix == null) {
      throw refusal(
          text,
          "unknown suffix \""
              + shown(text.substring(numberEnd))
              + "\", allowed are "
              + Suffixes.ALLOWED);
    }
    try {
      Quantity exact =
          Quantity.of(
              new BigDecimal(text.substring(0, numberEnd)).multiply(suffix.factor()),
              suffix.format());
      return suffix.format() == Format.BINARY_SI ? binary(exact.amount()) : exact;
    } catch (QuantityException e) {
      throw refusal(text, String.valueOf(e.getMessage()));
    }
  }

  private static Quantity binary(BigDecimal amount) {
    BigDecimal magnitude = amount.abs().min(CAP_OF_BINARY);
    boolean belowOne = magnitude.signum() > 0 && magnitude.compareTo(BigDecimal.ONE) < 0;
    return Quantity.of(
        amount.signum() < 0 ? magnitude.negate() : magnitude,
        belowOne ? Format.DECIMAL_SI : Format.BINARY_SI);
  }

  /** Where an optional sign, digits, and perhaps a point among them end. */
  private static int numberEnd(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = 0;
    boolean point = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
      at++;
    }
    if (digits == 0) {
      throw refusal(
          text,
          "it must begin with a number, followed by nothing or one of the suffixes "
              + Suffixes.ALLOWED);
    }
    return at;
  }

  private static QuantityException refusal(String text, String problem) {
    return new QuantityException("\"" + shown(text) + "\" is no quantity: " + problem);
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
