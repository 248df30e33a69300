package io.heapster.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import org.junit.jupiter.api.Test;

final class LabeledSeriesTest {
  private static final Metric USAGE = LabeledMetrics.FILESYSTEM_USAGE;
  private static final Labels ROOT = Labels.of("resource_id", "/");
  private static final Labels LOGS = Labels.of("resource_id", "logs");

  /** Rows: none, two, none, one. */
  private static LabeledSeries series(LabeledSeries previous) {
    var builder = new LabeledSeries.Builder(4, 3);
    builder.setBits(USAGE, builder.start(1, Labels.of("resource_id", "/")), 10);
    builder.start(1, Labels.of("resource_id", "logs"));
    builder.setBits(USAGE, builder.start(3, Labels.of("resource_id", "/")), 30);
    return builder.build(previous);
  }

  @Test
  void build_runs_belongToTheirRows() {
    LabeledSeries series = series(LabeledSeries.EMPTY);

    assertThat(series.first(0)).isEqualTo(series.end(0));
    assertThat(series.first(1)).isZero();
    assertThat(series.end(1)).isEqualTo(2);
    assertThat(series.first(2)).isEqualTo(series.end(2));
    assertThat(series.labels(series.first(3))).isEqualTo(ROOT);
    assertThat(series.labels(1)).isEqualTo(LOGS);
    assertThat(series.column(USAGE).has(1)).isFalse();
    assertThat(series.column(USAGE).longAt(2)).isEqualTo(30);
    assertThat(series.metrics()).containsExactly(USAGE);
  }

  @Test
  void rowsPastTheEnd_haveNoSeries() {
    LabeledSeries series = series(LabeledSeries.EMPTY);

    assertThat(series.first(4)).isEqualTo(series.end(4));
    assertThat(LabeledSeries.EMPTY.first(9)).isEqualTo(LabeledSeries.EMPTY.end(9));
  }

  @Test
  void build_sameAsPrevious_keepsItsLabels() {
    LabeledSeries previous = series(LabeledSeries.EMPTY);

    LabeledSeries next = series(previous);

    assertThat(next.labels(0)).isSameAs(previous.labels(0));
    assertThat(next.sameShape(previous)).isTrue();
    assertThat(next.sameShape(LabeledSeries.EMPTY)).isFalse();
  }

  @Test
  void build_fewerSeriesThanAnnounced_isAnError() {
    var builder = new LabeledSeries.Builder(1, 2);
    builder.start(0, ROOT);

    assertThatThrownBy(() -> builder.build(LabeledSeries.EMPTY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 series started of 2");
  }

  @Test
  void with_values_addsReplacesAndTakesAway() {
    LabeledSeries series = series(LabeledSeries.EMPTY);
    Column.Builder limits = Column.builder(ValueType.INT64, 3);
    limits.set(0, 99);

    LabeledSeries more = series.with(LabeledMetrics.FILESYSTEM_LIMIT, limits.build());

    assertThat(more.metrics()).containsExactly(USAGE, LabeledMetrics.FILESYSTEM_LIMIT);
    assertThat(series.metrics()).containsExactly(USAGE);
    assertThat(more.with(USAGE, Column.empty(ValueType.INT64)).metrics())
        .containsExactly(LabeledMetrics.FILESYSTEM_LIMIT);
  }

  @Test
  void withoutValues_keepsTheShapeOnly() {
    LabeledSeries series = series(LabeledSeries.EMPTY);

    LabeledSeries bare = series.withoutValues();

    assertThat(bare.metrics()).isEmpty();
    assertThat(bare.sameShape(series)).isTrue();
    assertThat(series.metrics()).containsExactly(USAGE);
  }
}
