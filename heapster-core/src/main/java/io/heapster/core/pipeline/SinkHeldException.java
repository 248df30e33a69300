package io.heapster.core.pipeline;

import java.io.IOException;

/**
 * The far end refuses us, not the data: wrong credentials, a missing permission, a database that we
 * may not create. Nothing gets through until somebody acts, so nothing is given up either: the
 * sink's cursor waits, and it is tried again at long intervals.
 */
public final class SinkHeldException extends IOException {

  /**
   * @param message what was refused, and what to do about it
   */
  public SinkHeldException(String message) {
    super(message);
  }

  public SinkHeldException(String message, Throwable cause) {
    super(message, cause);
  }
}
