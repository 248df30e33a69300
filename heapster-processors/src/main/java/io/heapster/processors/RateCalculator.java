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
  private static final int RESOLUTIONS_SPANNED = 2;

  /** The kinds whose counters come from kubelets; the others have sums only. */
  private static final List<EntityKind> COUNTING =
      List.of(
          EntityKind.NODE, EntityKind.SYSTEM_CONTAINER, EntityKind.POD_CONTAINER, EntityKind.POD);

  private final RateRules rules;
  private final Duration span;
  private @Nullable DataBatch previous;
  private @Nullable DataBatch older;
  private boolean refusing;

  /**
   * @param resolution distance of two ticks
   */
  public RateCalculator(RateRules rules, Duration resolution) {
    this.rules = rules;
    this.span = resolution.multipliedBy(RESOLUTIONS_SPANNED);
  }

  @Override
  public String name() {
    return "rate_calculator";
  }

  @Override
  public DataBatch process(DataBatch batch) {
    DataBatch last = previous;
    if (last != null && rules.refuses(batch.timestamp(), last.timestamp())) {
      if (!refusing) {
        log.warn(
            "batch of {} is not newer than that of {}: no rates until one is",
            batch.timestamp(),
            last.timestamp());
      }
      refusing = true;
      return batch;
    }
    if (refusing) {
      log.info("batch of {} is newer again: rates go on", batch.timestamp());
      refusing = false;
    }
    DataBatch rated = last == null ? batch : rated(batch, earlierThan(batch, last));
    older = last;
    previous = rated;
    return rated;
  }

  /**
   * What to compare with, newest first. The batch just before counts however old it is: a daemon
   * whose ticks run long still has rates.
   */
  private List<DataBatch> earlierThan(DataBatch batch, DataBatch last) {
    DataBatch beforeLast = older;
    return rules.spanGaps() && beforeLast != null && spans(beforeLast, batch)
        ? List.of(last, beforeLast)
        : List.of(last);
  }

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
