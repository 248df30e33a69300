package io.heapster.sinks.delivery;

import java.io.IOException;

/** A sink did not take a batch within its time; whether the far end got it is not known. */
final class ExportTimeoutException extends IOException {
  ExportTimeoutException(String message) {
    super(message);
  }
}
