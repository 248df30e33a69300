package io.heapster.sinks.codec;

import java.io.IOException;

/**
 * Bytes that are no batch: cut, overwritten or never one. The message says what was read, at which
 * offset, and what was expected. Reading them again will not help.
 */
public sealed class CorruptBatchException extends IOException permits UnknownBatchVersionException {
  public CorruptBatchException(String message) {
    super(message);
  }
}
