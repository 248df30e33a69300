package io.heapster.sinks.codec;

import com.github.luben.zstd.Zstd;

/** Puts blocks one after the other, each packed if that makes it shorter. Not thread-safe. */
final class BlockWriter {
  private static final int LEVEL = 1;
  private static final int LEAST_PACKED = 64;

  private final boolean packing;
  private byte[] packed = new byte[0];

  /**
   * @param packing whether to use zstd; tests that flip bits want to reach what is inside
   */
  BlockWriter(boolean packing) {
    this.packing = packing;
  }

  void write(int tag, ByteWriter block, ByteWriter out) {
    if (block.size() > RecordFormat.MAX_BLOCK_BYTES) {
      throw new IllegalArgumentException(
          "block "
              + tag
              + " of the batch takes "
              + block.size()
              + " bytes; a record holds up to "
              + RecordFormat.MAX_BLOCK_BYTES);
    }
    int length = packing && block.size() >= LEAST_PACKED ? pack(block) : block.size();
    // Identity blocks are written elsewhere and copied to a later place: where they end here is
    // less.
    long most = RecordFormat.mostUnpacked(Math.addExact(out.size(), length));
    boolean shorter = length < block.size() && block.size() <= most;
    out.put(tag);
    out.put(shorter ? RecordFormat.ZSTD : RecordFormat.PLAIN);
    out.putVarint(block.size());
    if (shorter) {
      out.putVarint(length);
      out.put(packed, 0, length);
    } else {
      out.put(block.array(), 0, block.size());
    }
  }

  private int pack(ByteWriter block) {
    int bound = Math.toIntExact(Zstd.compressBound(block.size()));
    if (packed.length < bound) {
      packed = new byte[bound];
    }
    long length =
        Zstd.compressByteArray(packed, 0, packed.length, block.array(), 0, block.size(), LEVEL);
    return (int) length;
  }
}
