package io.heapster.sinks.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a cursor file: two slots of 64 KiB, of which the intact one with the higher
 * generation counts. A slot, big-endian:
 *
 * <pre>
 *   0  u32 magic "HJC1" (the digit is the format version)
 *   4  u32 CRC-32C of everything from offset 8 to the end of the last range
 *   8  i64 generation; odd ones stand in the second slot
 *  16  i64 next
 *  24  u32 number of backlog ranges
 *  28  per range: i64 from, i64 to (exclusive)
 * </pre>
 */
final class CursorFormat {
  static final int SLOT_BYTES = 1 << 16;

  private static final int MAGIC = 0x484A4331;
  private static final int CHECKED_FROM = 8;
  private static final int FIXED_BYTES = 28;
  private static final int RANGE_BYTES = 2 * Long.BYTES;
  static final int MAX_RANGES = (SLOT_BYTES - FIXED_BYTES) / RANGE_BYTES;

  private CursorFormat() {}

  /** A state and how many were stored before it. */
  record Generation(long number, CursorState state) {
    long offset() {
      return (number & 1) * SLOT_BYTES;
    }
  }

  /** One slot; only as many bytes as are in use. */
  static byte[] encode(Generation generation) {
    List<SequenceRange> ranges = generation.state().backlog();
    var bytes = ByteBuffer.allocate(FIXED_BYTES + ranges.size() * RANGE_BYTES);
    bytes.putInt(MAGIC).putInt(0).putLong(generation.number());
    bytes.putLong(generation.state().next()).putInt(ranges.size());
    for (SequenceRange range : ranges) {
      bytes.putLong(range.from()).putLong(range.to());
    }
    bytes.putInt(4, checksum(bytes.array(), 0, bytes.capacity()));
    return bytes.array();
  }

  /** The newest intact slot of a file. */
  static Optional<Generation> newest(byte[] file) {
    Optional<Generation> first = decode(file, 0);
    Optional<Generation> second = decode(file, SLOT_BYTES);
    if (first.isPresent() && second.isPresent()) {
      return first.get().number() > second.get().number() ? first : second;
    }
    return first.or(() -> second);
  }

  private static Optional<Generation> decode(byte[] file, int slot) {
    if (file.length - slot < FIXED_BYTES) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(file, slot, Math.min(SLOT_BYTES, file.length - slot)).slice();
    int ranges = bytes.getInt(24);
    if (bytes.getInt(0) != MAGIC
        || ranges < 0
        || ranges > (bytes.capacity() - FIXED_BYTES) / RANGE_BYTES
        || bytes.getInt(4) != checksum(file, slot, FIXED_BYTES + ranges * RANGE_BYTES)) {
      return Optional.empty();
    }
    return state(bytes, ranges).map(state -> new Generation(bytes.getLong(8), state));
  }

  private static Optional<CursorState> state(ByteBuffer bytes, int count) {
    var ranges = new ArrayList<SequenceRange>(count);
    try {
      for (int at = FIXED_BYTES; ranges.size() < count; at += RANGE_BYTES) {
        ranges.add(new SequenceRange(bytes.getLong(at), bytes.getLong(at + Long.BYTES)));
      }
      return Optional.of(new CursorState(bytes.getLong(16), ranges));
    } catch (IllegalArgumentException _) {
      // The checksum fits and the content does not: whoever wrote it was no cursor of ours.
      return Optional.empty();
    }
  }

  private static int checksum(byte[] file, int slot, int length) {
    return SegmentFormat.checksum(file, slot + CHECKED_FROM, length - CHECKED_FROM);
  }
}
