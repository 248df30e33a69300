package io.heapster.sinks.journal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment file: a file header, then records without anything between them. All
 * numbers are big-endian; checksums are CRC-32C.
 *
 * <pre>
 * file header, 24 bytes               record header, 32 bytes, then the payload
 *   0  u32 magic "HJSG"                 0  u32 magic "HJRC"
 *   4  u32 format version, now 1        4  u32 payload length
 *   8  i64 created, epoch ms            8  i64 sequence
 *  16  u32 zero                        16  i64 timestamp, epoch ms
 *  20  u32 checksum of 0..19           24  u32 checksum of the payload
 *                                      28  u32 checksum of 0..27
 * </pre>
 *
 * <p>Sequences ascend within a file. The file is named by the sequence of its first record, in 20
 * digits. A change of the record layout takes a new version; older ones stay readable.
 */
final class SegmentFormat {
  static final int VERSION = 1;
  static final int FILE_HEADER_BYTES = 24;
  static final int RECORD_HEADER_BYTES = 32;
  static final int MAX_PAYLOAD_BYTES = 1 << 30;

  /** What {@link #version} gives for bytes that are no intact file header. */
  static final int NO_VERSION = -1;

  private static final int FILE_MAGIC = 0x484A5347;
  private static final int RECORD_MAGIC = 0x484A5243;

  private SegmentFormat() {}

  static byte[] fileHeader(Instant created) {
    var bytes = new byte[FILE_HEADER_BYTES];
    var view = ByteBuffer.wrap(bytes);
    view.putInt(FILE_MAGIC).putInt(VERSION).putLong(created.toEpochMilli()).putInt(0);
    view.putInt(checksum(bytes, 0, view.position()));
    return bytes;
  }

  /** The format version that a file header tells, or {@link #NO_VERSION}. */
  static int version(byte[] header) {
    var bytes = ByteBuffer.wrap(header);
    boolean intact =
        header.length >= FILE_HEADER_BYTES
            && bytes.getInt(0) == FILE_MAGIC
            && checksum(header, 0, FILE_HEADER_BYTES - Integer.BYTES)
                == bytes.getInt(FILE_HEADER_BYTES - Integer.BYTES);
    return intact ? bytes.getInt(Integer.BYTES) : NO_VERSION;
  }

  static byte[] recordHeader(RecordHeader header) {
    var bytes = new byte[RECORD_HEADER_BYTES];
    var view = ByteBuffer.wrap(bytes);
    view.putInt(RECORD_MAGIC).putInt(header.length()).putLong(header.sequence());
    view.putLong(header.timestamp().toEpochMilli()).putInt(header.payloadCrc());
    view.putInt(checksum(bytes, 0, view.position()));
    return bytes;
  }

  /** The record header at an offset, unless anything about it is wrong. */
  static Optional<RecordHeader> recordHeader(byte[] bytes, int offset) {
    // The first byte alone settles most offsets of a search through damaged bytes.
    if (bytes.length - offset < RECORD_HEADER_BYTES || bytes[offset] != RECORD_MAGIC >>> 24) {
      return Optional.empty();
    }
    var view = ByteBuffer.wrap(bytes, offset, RECORD_HEADER_BYTES).slice();
    if (view.getInt(0) != RECORD_MAGIC
        || view.getInt(28) != checksum(bytes, offset, 28)
        || view.getInt(4) < 0
        || view.getInt(4) > MAX_PAYLOAD_BYTES
        || view.getLong(8) < 0) {
      return Optional.empty();
    }
    Instant timestamp = Instant.ofEpochMilli(view.getLong(16));
    return Optional.of(
        new RecordHeader(view.getInt(4), view.getLong(8), timestamp, view.getInt(24)));
  }

  static int checksum(ByteBuffer bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return (int) checksum.getValue();
  }

  static int checksum(byte[] bytes, int offset, int length) {
    var checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
