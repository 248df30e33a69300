package io.heapster.api.provider.selector;

/** A label selector that cannot be read; the message says what was found and what was expected. */
public final class SelectorException extends Exception {
  SelectorException(String message) {
    super(message, null, false, false);
  }
}
