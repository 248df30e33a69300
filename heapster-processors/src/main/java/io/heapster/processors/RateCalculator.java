package io.heapster.processors;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityTable;
import io.heapster.core.pipeline.DataProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the growth of counters per second (CPU: in millicores) since an earlier batch. Times are the
 * kubelet's own sample times, never ours. Remembers the batches it needs, as they left it.
 */
public final class RateCalculator implements DataProcessor {
  private static final Logger log = LoggerFactory.getLogger(RateCalculator.class);
  // Two, and a half for a tick that ran late.
  private static final int HALF_RESOLUTIONS_SPANNED = 5;

  /** The kinds whose counters come from kubelets; the others have sums only. */
  private static final List<EntityKind> COUNTING =
      List.of(
          EntityKind.NODE, EntityKind.SYSTEM_CONTAINER, EntityKind.POD_CONTAINER, EntityKind.POD);

  private final RateRules rules;
  private final Duration span;
  private @Nullable DataBatch previous;
  private @Nullable DataBatch older;

  /**
   * @param resolution distance of two ticks
   */
  public RateCalculator(RateRules rules, Duration resolution) {
    this.rules = rules;
    this.span = resolution.multipliedBy(HALF_RESOLUTIONS_SPANNED).dividedBy(2);
  }

  @Override
  public String name() {
    return "rate_calculator";
  }

  @Override
  public DataBatch process(DataBatch batch) {
    DataBatch last = previous;
    if (last != null && rules.refuses(batch.timestamp(), last.timestamp())) {
      log.warn(
          "batch of {} is not newer than the one before, of {}: it gets no rates",
          batch.timestamp(),
          last.timestamp());
      return batch;
    }
    DataBatch rated = last == null ? batch : rated(batch, earlierThan(batch, last));
    older = last;
    previous = rated;
    return rated;
  }

  /** What to compare with, newest first. */
  private List<DataBatch> earlierThan(DataBatch batch, DataBatch last) {
    if (!rules.spanGaps()) {
      return List.of(last);
    }
    var earlier = new ArrayList<DataBatch>();
    if (spans(last, batch)) {
      earlier.add(last);
    }
    DataBatch beforeLast = older;
    if (beforeLast != null && spans(beforeLast, batch)) {
      earlier.add(beforeLast);
    }
    return earlier;
  }

  /** Not so when a batch is too old. One of the future is not: the wall clock was set back. */
  private boolean spans(DataBatch from, DataBatch to) {
    return Duration.between(from.timestamp(), to.timestamp()).compareTo(span) <= 0;
  }

  private DataBatch rated(DataBatch batch, List<DataBatch> earlier) {
    DataBatchBuilder rated = batch.toBuilder();
    for (EntityKind kind : COUNTING) {
      var tables = new ArrayList<EntityTable>();
      for (DataBatch then : earlier) {
        tables.add(then.table(kind));
      }
      rated.table(new TableRates(batch.table(kind), tables, rules).table());
    }
    return rated.build();
  }
}
