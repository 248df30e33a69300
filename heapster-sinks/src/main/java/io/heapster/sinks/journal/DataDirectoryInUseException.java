package io.heapster.sinks.journal;

import java.io.IOException;

/** Another process holds the data directory. */
public final class DataDirectoryInUseException extends IOException {
  DataDirectoryInUseException(String message) {
    super(message);
  }
}
