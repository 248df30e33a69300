package io.heapster.app;

/** The daemon could not start; everything that had started was stopped again. */
public final class StartException extends RuntimeException {

  StartException(String stage, Throwable cause) {
    super(stage + " could not start: " + cause.getMessage(), cause);
  }
}
