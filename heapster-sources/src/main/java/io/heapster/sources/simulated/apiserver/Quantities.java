package io.heapster.sources.simulated.apiserver;

/** Amounts in the canonical form that an API server gives them. */
final class Quantities {
  private static final String[] BINARY_SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti"};

  private Quantities() {}

  /** Such as 2 or 150m. */
  static String cpu(long millicores) {
    return millicores % 1_000 == 0 ? Long.toString(millicores / 1_000) : millicores + "m";
  }

  /** Such as 64Mi; the largest unit that the amount is a whole number of. */
  static String memory(long bytes) {
    long rest = bytes;
    int unit = 0;
    while (rest != 0 && rest % 1_024 == 0 && unit < BINARY_SUFFIXES.length - 1) {
      rest /= 1_024;
      unit++;
    }
    return rest + BINARY_SUFFIXES[unit];
  }
}
