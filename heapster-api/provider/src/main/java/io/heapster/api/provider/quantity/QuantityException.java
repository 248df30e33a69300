package io.heapster.api.provider.quantity;

/** Something that is no quantity; the message names it and says what is allowed. */
public final class QuantityException extends IllegalArgumentException {
  QuantityException(String message) {
    super(message);
  }
}
