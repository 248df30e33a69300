package io.heapster.processors;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.pipeline.DataProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private @Nullable RatedBatch previous;
  private @Nullable RatedBatch older;
  private boolean refusing;

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
    RatedBatch last = previous;
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
    RatedBatch rated =
        last == null ? RatedBatch.fresh(batch) : rated(batch, earlierThan(batch, last));
    older = last;
    previous = rated;
    return rated.batch();
  }

  /** What to compare with, newest first. */
  private List<RatedBatch> earlierThan(DataBatch batch, RatedBatch last) {
    if (!rules.spanGaps()) {
      return List.of(last);
    }
    var earlier = new ArrayList<RatedBatch>();
    if (spans(last, batch)) {
      earlier.add(last);
    }
    RatedBatch beforeLast = older;
    if (beforeLast != null && spans(beforeLast, batch)) {
      earlier.add(beforeLast);
    }
    return earlier;
  }

  /** Not so when a batch is too old. One of the future is not: the wall clock was set back. */
  private boolean spans(RatedBatch from, DataBatch to) {
    return Duration.between(from.timestamp(), to.timestamp()).compareTo(span) <= 0;
  }

  private RatedBatch rated(DataBatch batch, List<RatedBatch> earlier) {
    DataBatchBuilder rated = batch.toBuilder();
    var tables = new EnumMap<EntityKind, RatedTable>(EntityKind.class);
    for (EntityKind kind : COUNTING) {
      List<RatedTable> before = earlier.stream().map(then -> then.table(kind)).toList();
      RatedTable table = new TableRates(batch.table(kind), before, rules).rated();
      tables.put(kind, table);
      rated.table(table.table());
    }
    return new RatedBatch(rated.build(), tables);
  }

  /** A batch as this processor left it, with what it knows of the tables that it rated. */
  private record RatedBatch(DataBatch batch, Map<EntityKind, RatedTable> tables) {
    static RatedBatch fresh(DataBatch batch) {
      return new RatedBatch(batch, Map.of());
    }

    Instant timestamp() {
      return batch.timestamp();
    }

    RatedTable table(EntityKind kind) {
      RatedTable rated = tables.get(kind);
      return rated == null ? RatedTable.fresh(batch.table(kind)) : rated;
    }
  }
}
