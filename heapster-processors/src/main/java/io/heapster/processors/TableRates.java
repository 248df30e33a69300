package io.heapster.processors;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricCatalog.Rate;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rates of one table at one tick. Not thread-safe. */
final class TableRates {
  private static final long MILLI = 1000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final EntityTable now;
  private final List<RatedTable> earlier;
  private final RateRules rules;
  // By age; made when first asked for, since a quiet tick never looks past the batch before.
  private final @Nullable Baseline[] ofRows;
  private final @Nullable Baseline[] ofSeries;

  /**
   * @param earlier the same table in the batches before, newest first
   */
  TableRates(EntityTable now, List<RatedTable> earlier, RateRules rules) {
    this.now = now;
    this.earlier = earlier;
    this.rules = rules;
    this.ofRows = new @Nullable Baseline[earlier.size()];
    this.ofSeries = new @Nullable Baseline[earlier.size()];
  }

  RatedTable rated() {
    return new RatedTable(withRates(), repeats());
  }

  private byte[] repeats() {
    byte[] repeats = new byte[now.size()];
    for (int age = earlier.size() - 1; age >= 0; age--) {
      // Of the batch before the last only what was looked at: it counts where the last says
      // nothing.
      Baseline baseline = age == 0 ? baselineOfRows(0) : ofRows[age];
      for (int row = 0; baseline != null && row < repeats.length; row++) {
        if (baseline.knows(row)) {
          repeats[row] = baseline.repeats(row);
        }
      }
    }
    return repeats;
  }

  private EntityTable withRates() {
    EntityTable.Builder table = now.toBuilder();
    for (Rate rate : MetricCatalog.RATES) {
      Column counters = now.column(rate.counter());
      if (!counters.isEmpty()) {
        table.column(
            rate.rate(),
            rates(rate, counters, now.size(), EntityTable::column, this::baselineOfRows));
      }
    }
    return table.series(series()).build();
  }

  private LabeledSeries series() {
    LabeledSeries series = now.series();
    for (Rate rate : MetricCatalog.LABELED_RATES) {
      Column counters = series.column(rate.counter());
      if (!counters.isEmpty()) {
        series =
            series.with(
                rate.rate(),
                rates(
                    rate,
                    counters,
                    series.size(),
                    (table, metric) -> table.series().column(metric),
                    this::baselineOfSeries));
      }
    }
    return series;
  }

  private interface Lookup {
    Column column(EntityTable table, Metric metric);
  }

  /** The earlier counters and rates that one metric is compared with, in one batch. */
  private record Earlier(Column counters, Column rates) {}

  private Column rates(
      Rate rate, Column counters, int positions, Lookup lookup, IntFunction<Baseline> baselines) {
    Earlier[] before = new Earlier[earlier.size()];
    for (int age = 0; age < before.length; age++) {
      EntityTable then = earlier.get(age).table();
      before[age] =
          new Earlier(lookup.column(then, rate.counter()), lookup.column(then, rate.rate()));
    }
    boolean millicores = rate.rate().unit() == MetricUnit.MILLICORES;
    Column.Builder rates = Column.builder(rate.rate().valueType(), positions);
    for (int at = 0; at < positions; at++) {
      if (counters.has(at)) {
        int age = 0;
        while (age < before.length && !baselines.apply(age).knows(at, before[age].counters)) {
          age++;
        }
        if (age < before.length) {
          setRate(rates, at, counters.longAt(at), millicores, baselines.apply(age), before[age]);
        }
      }
    }
    return rates.build();
  }

  private static void setRate(
      Column.Builder rates,
      int at,
      long counter,
      boolean millicores,
      Baseline baseline,
      Earlier before) {
    int then = baseline.position(at);
    long elapsed = baseline.elapsedNanos(at);
    long growth = counter - before.counters.longAt(then);
    boolean reset = counter < before.counters.longAt(then) || growth < 0;
    if (elapsed == RateRules.NO_RATE || reset) {
      return;
    }
    if (elapsed != RateRules.REPEATED) {
      if (millicores) {
        rates.set(at, millicores(growth, elapsed));
      } else {
        rates.set(at, NANOS_PER_SECOND * growth / elapsed);
      }
    } else if (before.rates.has(then)) {
      rates.copy(at, before.rates, then);
    }
  }

  /** Whole thousandths of a core, the rest cut off. */
  static long millicores(long usedNanos, long elapsedNanos) {
    if (usedNanos <= Long.MAX_VALUE / MILLI) {
      return MILLI * usedNanos / elapsedNanos;
    }
    BigInteger exact =
        BigInteger.valueOf(usedNanos)
            .multiply(BigInteger.valueOf(MILLI))
            .divide(BigInteger.valueOf(elapsedNanos));
    return exact.bitLength() < Long.SIZE ? exact.longValue() : Long.MAX_VALUE;
  }

  private Baseline baselineOfRows(int age) {
    Baseline known = ofRows[age];
    if (known == null) {
      known = Baseline.ofRows(now, earlier.get(age), rules);
      ofRows[age] = known;
    }
    return known;
  }

  private Baseline baselineOfSeries(int age) {
    Baseline known = ofSeries[age];
    if (known == null) {
      known =
          Baseline.ofSeries(now.series(), earlier.get(age).table().series(), baselineOfRows(age));
      ofSeries[age] = known;
    }
    return known;
  }
}
