package io.heapster.core.pipeline;

import java.io.IOException;

/** The far end will never take this batch; another one it may. The batch is dropped and counted. */
public final class BatchRefusedException extends IOException {

  /**
   * @param message what was refused, and why
   */
  public BatchRefusedException(String message) {
    super(message);
  }

  public BatchRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
