package io.heapster.sinks.rows;

import io.heapster.core.metric.Metric;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a metric in a row, its name above all, made once and copied for each value. For
 * one batch, as custom metrics come and go. Used by one thread at a time.
 */
public final class MetricBytes {
  private final Function<Metric, byte[]> making;

  /** By identity: all values of a column have the same metric. */
  private final IdentityHashMap<Metric, byte[]> made = new IdentityHashMap<>();

  public MetricBytes(Function<Metric, byte[]> making) {
    this.making = making;
  }

  /** Not to be changed. */
  public byte[] of(Metric metric) {
    byte @Nullable [] known = made.get(metric);
    if (known == null) {
      known = making.apply(metric);
      made.put(metric, known);
    }
    return known;
  }
}
