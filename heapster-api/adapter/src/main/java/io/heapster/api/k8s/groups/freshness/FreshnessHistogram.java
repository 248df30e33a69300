package io.heapster.api.k8s.groups.freshness;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * Ages of values in seconds, in the 20 buckets that Kubernetes' adapters have: the first ends at 1,
 * each of the others at 1.364 times the one before. Thread-safe; an observation takes a few
 * nanoseconds and no lock.
 */
final class FreshnessHistogram {
  private static final double FIRST = 1;
  private static final double FACTOR = 1.364;
  private static final int BUCKETS = 20;
  private static final double[] BOUNDS = bounds();

  /** Not cumulative; the last one has no bound. */
  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS + 1);

  private final DoubleAdder sum = new DoubleAdder();

  private static double[] bounds() {
    var bounds = new double[BUCKETS];
    double bound = FIRST;
    for (int i = 0; i < BUCKETS; i++) {
      bounds[i] = bound;
      bound *= FACTOR;
    }
    return bounds;
  }

  /**
   * Counts the age of one value.
   *
   * @param seconds below 0, where clocks differ, counts as 0
   */
  void observe(double seconds) {
    double age = Math.max(0, seconds);
    int bucket = 0;
    while (bucket < BUCKETS && age > BOUNDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sum.add(age);
  }

  /** Appends the series in the Prometheus format, without header lines. */
  void write(StringBuilder out, String name, String group) {
    long total = 0;
    for (int i = 0; i <= BUCKETS; i++) {
      total += counts.get(i);
      String bound = i == BUCKETS ? "+Inf" : number(BOUNDS[i]);
      out.append(name)
          .append("_bucket{group=\"")
          .append(group)
          .append("\",le=\"")
          .append(bound)
          .append("\"} ")
          .append(total)
          .append('\n');
    }
    String labels = "{group=\"" + group + "\"} ";
    out.append(name).append("_sum").append(labels).append(number(sum.sum())).append('\n');
    out.append(name).append("_count").append(labels).append(total).append('\n');
  }

  /** The shortest text that means the number; whole ones without a point, as Go writes them. */
  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
