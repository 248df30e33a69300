package io.heapster.sinks.rows;

import java.io.IOException;

/** The far end did not answer in time; whether it got the rows is not known. */
public final class CallTimeoutException extends IOException {
  CallTimeoutException(String message) {
    super(message);
  }
}
