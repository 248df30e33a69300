package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** No room (or quota) left for a record, even after older segments made place. */
public final class DiskFullException extends IOException {
  DiskFullException(String message, IOException cause) {
    super(message, cause);
  }

  /**
   * Whether a write failed for want of space. The system's words may be in another language; then
   * the space left tells.
   */
  static boolean isTheCause(IOException failure, Path directory, long wantedBytes) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(directory).getUsableSpace() < wantedBytes;
    } catch (IOException _) {
      return false;
    }
  }
}
