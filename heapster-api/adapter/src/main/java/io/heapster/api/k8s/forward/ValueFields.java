package io.heapster.api.k8s.forward;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.quantity.QuantityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What values of all groups have in common on the wire. */
final class ValueFields {

  /** A value that cannot be used; says which field and what it holds. */
  static final class BadValueException extends Exception {
    private static final long serialVersionUID = 1;

    BadValueException(String message, @Nullable Exception cause) {
      super(message, cause);
    }
  }

  private ValueFields() {}

  /** A text that must be there. */
  static String text(JsonNode object, String field) throws BadValueException {
    JsonNode value = object.path(field);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw new BadValueException("a value without " + field, null);
    }
    return value.asText();
  }

  /**
   * When it was measured.
   *
   * @param asked stands in where the other server does not tell: it cannot be later
   */
  static Instant timestamp(JsonNode item, Instant asked) throws BadValueException {
    JsonNode value = item.path("timestamp");
    if (value.isMissingNode() || value.isNull()) {
      return asked;
    }
    try {
      return OffsetDateTime.parse(value.asText()).toInstant();
    } catch (DateTimeException e) {
      throw new BadValueException("the timestamp \"" + value.asText() + "\"", e);
    }
  }

  /** None where it is missing or not above 0. */
  static @Nullable Duration window(JsonNode item, String field) {
    long seconds = item.path(field).asLong();
    return seconds > 0 ? Duration.ofSeconds(seconds) : null;
  }

  /** The amount. */
  static Quantity value(JsonNode item) throws BadValueException {
    String text = item.path("value").asText();
    try {
      return Quantity.parse(text);
    } catch (QuantityException e) {
      throw new BadValueException("the value \"" + text + "\"", e);
    }
  }
}
