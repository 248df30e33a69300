package io.heapster.api.k8s.cluster;

import org.jspecify.annotations.Nullable;

/** A question to the API server without a usable answer. */
final class ApiServerException extends Exception {
  static final int NO_STATUS = 0;

  private final int status;

  ApiServerException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** HTTP status of the refusal; {@link #NO_STATUS} when there is no answer or a garbled one. */
  int status() {
    return status;
  }
}
