package io.heapster.sinks.delivery;

import io.heapster.sinks.journal.DiskFullException;
import java.io.IOException;

/** Why a batch is not in the journal; the {@code reason} in {@code /metrics}. */
enum JournalFailure {
  /** No room on the disk. */
  DISK_FULL("disk_full"),
  /** Any other trouble with writing. */
  IO("io"),
  /** The disk did not answer in time; the batch went past it. */
  HUNG("hung"),
  /** The batch could not be encoded, a mistake of ours. */
  ENCODING("encoding");

  private final String reason;

  JournalFailure(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  static JournalFailure of(Throwable cause) {
    return switch (cause) {
      case DiskFullException _ -> DISK_FULL;
      case IOException _ -> IO;
      default -> ENCODING;
    };
  }
}
