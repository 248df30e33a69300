package io.heapster.sinks.elasticsearch.document;

import java.nio.charset.StandardCharsets;

/**
 * Names documents: 128 bits of MurmurHash3 (x64) over what a document is about, as 22 characters.
 * The same document has the same name whenever it is sent, so sending it again never doubles it.
 */
final class DocumentId {
  /** Characters of a name. */
  static final int LENGTH = 22;

  private static final byte[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private DocumentId() {}

  /** Writes the name of what the first bytes tell, in base64url. */
  static void write(byte[] about, int length, byte[] into, int at) {
    long h1 = 0;
    long h2 = 0;
    int block = 0;
    for (; block + 16 <= length; block += 16) {
      h1 = (Long.rotateLeft(h1 ^ mix1(word(about, block, 8)), 27) + h2) * 5 + 0x52dce729;
      h2 = (Long.rotateLeft(h2 ^ mix2(word(about, block + 8, 8)), 31) + h1) * 5 + 0x38495ab5;
    }
    h2 ^= mix2(word(about, block + 8, length - block - 8));
    h1 ^= mix1(word(about, block, length - block));
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    digits(h1, into, at);
    digits(h2, into, at + LENGTH / 2);
  }

  /** Up to eight bytes as a number, lowest first. */
  private static long word(byte[] bytes, int from, int count) {
    long word = 0;
    for (int i = Math.min(count, 8) - 1; i >= 0; i--) {
      word = word << 8 | bytes[from + i] & 0xFF;
    }
    return word;
  }

  private static long mix1(long word) {
    return Long.rotateLeft(word * C1, 31) * C2;
  }

  private static long mix2(long word) {
    return Long.rotateLeft(word * C2, 33) * C1;
  }

  private static long finish(long hash) {
    long h = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }

  /** Eleven digits of six bits, the last one of four. */
  private static void digits(long bits, byte[] into, int at) {
    for (int digit = 0; digit < LENGTH / 2; digit++) {
      into[at + digit] = DIGITS[(int) (bits >>> 6 * digit) & 63];
    }
  }
}
