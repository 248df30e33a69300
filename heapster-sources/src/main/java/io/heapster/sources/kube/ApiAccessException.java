package io.heapster.sources.kube;

/** The Kubernetes API cannot be entered as configured; the message says what to change. */
public final class ApiAccessException extends RuntimeException {

  ApiAccessException(String message) {
    super(message);
  }

  ApiAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
