package io.heapster.api.resource;

/** Amounts in the canonical text form of Kubernetes: the largest suffix that divides exactly. */
final class Quantity {
  private static final String[] DECIMAL = {"m", "", "k", "M", "G", "T", "P", "E"};
  private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

  /** Place of the suffix of whole units among the decimal ones. */
  private static final int UNITS = 1;

  private Quantity() {}

  static String ofMillicores(long millicores) {
    return scaled(millicores, DECIMAL, 0, 1000);
  }

  static String ofBytes(long bytes) {
    // Below one Ki the decimal suffixes are in use, as Kubernetes has it.
    return Math.abs(bytes) < 1024
        ? scaled(bytes, DECIMAL, UNITS, 1000)
        : scaled(bytes, BINARY, 0, 1024);
  }

  private static String scaled(long amount, String[] suffixes, int from, int step) {
    if (amount == 0) {
      return "0";
    }
    long rest = amount;
    int suffix = from;
    while (rest % step == 0 && suffix < suffixes.length - 1) {
      rest /= step;
      suffix++;
    }
    return rest + suffixes[suffix];
  }
}
