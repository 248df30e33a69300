package io.heapster.sinks.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/**
 * Takes a record apart into its blocks, which must come in the order asked for. Not thread-safe.
 */
final class BlockReader {
  private final ByteReader record;
  private byte[] unpacked;

  /**
   * @param scratch to unpack into, if it is long enough
   */
  BlockReader(ByteReader record, byte[] scratch) {
    this.record = record;
    this.unpacked = scratch;
  }

  /** What blocks were unpacked into last, to be used again. */
  byte[] scratch() {
    return unpacked;
  }

  /** Where a block stands in the record, unread. */
  record Stored(String name, boolean packed, int offset, int storedBytes, int bytes) {}

  /** The next block, which must have the tag. */
  Stored next(int tag, String name) throws CorruptBatchException {
    int found = record.unsignedByte(name);
    if (found != tag) {
      throw record.corrupt(name + ": block " + tag + " expected, found " + found);
    }
    int form = record.unsignedByte(name);
    if (form != RecordFormat.PLAIN && form != RecordFormat.ZSTD) {
      throw record.corrupt(name + ": packed in form " + form + ", which is not known");
    }
    int bytes = record.count(RecordFormat.MAX_BLOCK_BYTES, name);
    boolean packed = form == RecordFormat.ZSTD;
    int stored = packed ? record.count(record.remaining(), name) : bytes;
    int offset = record.position();
    record.skip(stored, name);
    long most = RecordFormat.mostUnpacked(record.consumed());
    if (packed && bytes > most) {
      throw record.corrupt(
          name
              + ": "
              + bytes
              + " bytes unpacked from "
              + stored
              + ", at most "
              + most
              + " possible");
    }
    return new Stored(name, packed, offset, stored, bytes);
  }

  /** The content of a block; good until the next one is opened. */
  ByteReader open(Stored block) throws CorruptBatchException {
    if (!block.packed) {
      return new ByteReader(block.name, record.array(), block.offset, block.offset + block.bytes);
    }
    if (unpacked.length < block.bytes) {
      unpacked = new byte[block.bytes];
    }
    long length = unpack(block);
    if (length != block.bytes) {
      throw record.corrupt(
          block.name + ": unpacks to " + length + " bytes, " + block.bytes + " expected");
    }
    return new ByteReader(block.name, unpacked, 0, block.bytes);
  }

  private long unpack(Stored block) throws CorruptBatchException {
    try {
      return Zstd.decompressByteArray(
          unpacked, 0, block.bytes, record.array(), block.offset, block.storedBytes);
    } catch (ZstdException e) {
      throw record.corrupt(
          block.name + ": " + block.storedBytes + " packed bytes: " + e.getMessage());
    }
  }

  void requireEnd() throws CorruptBatchException {
    record.requireEnd();
  }
}
