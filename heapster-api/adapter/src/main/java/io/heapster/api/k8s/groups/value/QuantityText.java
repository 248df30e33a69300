package io.heapster.api.k8s.groups.value;

import io.heapster.api.json.JsonBytes;

/**
 * Amounts in the canonical texts of Kubernetes, in quotes: the largest suffix with which an amount
 * is a whole number. The same texts as {@link io.heapster.api.provider.quantity.Quantity}, without
 * an object an amount: a list of all pods holds 120,000.
 */
public final class QuantityText {
  /** By powers of 1000, from a billionth up; blank for one. */
  private static final String DECIMAL = "num kMGTPE";

  private static final int NANO = 0;
  private static final int MILLI = 2;
  private static final int ONE = 3;

  /** By powers of 1024, from the first. */
  private static final String BINARY = "KMGTPE";

  private QuantityText() {}

  /** Billionths of a core. */
  public static void cpu(JsonBytes out, long nanocores) {
    out.put('"');
    decimal(out, nanocores, NANO);
    out.put('"');
  }

  /** Thousandths of a core. */
  public static void millicores(JsonBytes out, long millicores) {
    out.put('"');
    decimal(out, millicores, MILLI);
    out.put('"');
  }

  /** Bytes; below 1024 with decimal suffixes, as Kubernetes does it. */
  public static void memory(JsonBytes out, long bytes) {
    out.put('"');
    if (bytes > -1024 && bytes < 1024) {
      decimal(out, bytes, ONE);
    } else {
      binary(out, bytes);
    }
    out.put('"');
  }

  private static void decimal(JsonBytes out, long amount, int scale) {
    if (amount == 0) {
      out.put('0');
      return;
    }
    long mantissa = amount;
    int at = scale;
    while (mantissa % 1000 == 0 && at < DECIMAL.length() - 1) {
      mantissa /= 1000;
      at++;
    }
    out.number(mantissa);
    if (at != ONE) {
      out.put(DECIMAL.charAt(at));
    }
  }

  private static void binary(JsonBytes out, long bytes) {
    long mantissa = bytes;
    int steps = 0;
    while (mantissa % 1024 == 0 && steps < BINARY.length()) {
      mantissa /= 1024;
      steps++;
    }
    out.number(mantissa);
    if (steps > 0) {
      out.put(BINARY.charAt(steps - 1)).put('i');
    }
  }
}
