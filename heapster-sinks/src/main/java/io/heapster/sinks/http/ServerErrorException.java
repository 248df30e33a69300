package io.heapster.sinks.http;

import java.io.IOException;

/** The server said that it failed: 5xx, but not 503. */
public final class ServerErrorException extends IOException {
  private final int status;

  ServerErrorException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
