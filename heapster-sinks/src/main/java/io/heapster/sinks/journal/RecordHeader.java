package io.heapster.sinks.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What stands before a payload.
 *
 * @param length of the payload in bytes
 * @param timestamp in whole milliseconds
 * @param payloadCrc CRC-32C
 */
record RecordHeader(int length, long sequence, Instant timestamp, int payloadCrc) {
  RecordHeader {
    timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Header and payload. */
  long recordBytes() {
    return (long) SegmentFormat.RECORD_HEADER_BYTES + length;
  }
}
