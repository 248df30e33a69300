package io.heapster.sources.simulated.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.UUID;

/** Names and uids as Kubernetes makes them, never the same twice for pods of one cluster. */
final class PodNames {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LETTERS = 5;

  /** 27 to the fifth. */
  private static final long SUFFIXES = 14_348_907;

  /** Not divisible by 3, so that multiplying is a permutation of the suffixes. */
  private static final long STRIDE = 8_867_563;

  private PodNames() {}

  /** Five letters that repeat after 14 million pods only. */
  static String suffix(long number) {
    long rest = number % SUFFIXES * STRIDE % SUFFIXES;
    byte[] text = new byte[SUFFIX_LETTERS];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) LETTERS.charAt((int) (rest % LETTERS.length()));
      rest /= LETTERS.length();
    }
    return new String(text, ISO_8859_1);
  }

  /** A random (version 4) UUID of 128 bits. */
  static String uid(long high, long low) {
    long version = (high & ~0xf000L) | 0x4000L;
    long variant = (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(version, variant).toString();
  }
}
