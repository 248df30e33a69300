package io.heapster.sinks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records of a Heapster that knew other metrics. */
final class OtherCatalogueTest {
  private final BatchEncoder encoder = new BatchEncoder();

  private static Optional<Metric> without(Metric gone, String name) {
    return MetricCatalog.find(name).filter(metric -> !metric.equals(gone));
  }

  /** The metric with another value type, in its old column. */
  private static Metric typed(Metric metric, ValueType type) {
    return new Metric(
        metric.index(),
        metric.name(),
        metric.labeled(),
        metric.kind(),
        type,
        metric.unit(),
        metric.help(),
        metric.origin(),
        metric.carriers());
  }

  private static Optional<Metric> swapped(Metric other, String name) {
    return MetricCatalog.find(name).map(metric -> name.equals(other.name()) ? other : metric);
  }

  @Test
  void decode_plainMetricUnknownNow_isKeptAsACustomOne() throws Exception {
    DataBatch batch = SampleBatch.batch();
    var decoder = new BatchDecoder(name -> without(PlainMetrics.CPU_USAGE, name));

    EntityTable nodes = decoder.decode(encoder.encode(batch)).nodes();

    Metric kept = nodes.metrics().getLast();
    assertThat(kept.name()).isEqualTo("cpu/usage");
    assertThat(kept.isCustom()).isTrue();
    assertThat(kept.kind()).isEqualTo(MetricKind.CUMULATIVE);
    assertThat(kept.valueType()).isEqualTo(ValueType.INT64);
    assertThat(nodes.column(kept)).isEqualTo(batch.nodes().column(PlainMetrics.CPU_USAGE));
    assertThat(nodes.column(PlainMetrics.CPU_USAGE).isEmpty()).isTrue();
    assertThat(decoder.droppedMetrics()).isZero();
  }

  @Test
  void decode_labeledMetricUnknownNow_isDroppedAndCounted() throws Exception {
    DataBatch batch = SampleBatch.batch();
    var decoder = new BatchDecoder(name -> without(LabeledMetrics.FILESYSTEM_USAGE, name));

    DataBatch decoded = decoder.decode(encoder.encode(batch));

    assertThat(decoded.nodes().series().metrics()).containsExactly(LabeledMetrics.FILESYSTEM_LIMIT);
    assertThat(decoded.nodes().series().labels(0)).isEqualTo(batch.nodes().series().labels(0));
    assertThat(decoded.nodes().column(PlainMetrics.CPU_USAGE).isEmpty()).isFalse();
    assertThat(decoder.droppedMetrics()).isEqualTo(2); // of nodes and of pods
  }

  @Test
  void decode_integersThatAreDoublesNow_areConverted() throws Exception {
    DataBatch batch = SampleBatch.batch();
    Metric usage = typed(PlainMetrics.MEMORY_USAGE, ValueType.DOUBLE);
    var decoder = new BatchDecoder(name -> swapped(usage, name));

    Column column = decoder.decode(encoder.encode(batch)).podContainers().column(usage);

    assertThat(column.type()).isEqualTo(ValueType.DOUBLE);
    assertThat(column.doubleAt(3)).isEqualTo(24 * 4096.0);
  }

  @Test
  void decode_doublesThatAreIntegersNow_keepTheWholePart() throws Exception {
    EntityTable containers = SampleBatch.batch().podContainers();
    Column.Builder values = Column.builder(ValueType.DOUBLE, containers.size());
    values.set(1, 41.9);
    values.set(2, -3.5);
    DataBatch batch =
        SampleBatch.batch()
            .with(
                containers.toBuilder()
                    .column(PlainMetrics.MEMORY_PAGE_FAULTS_RATE, values.build())
                    .build());
    Metric rate = typed(PlainMetrics.MEMORY_PAGE_FAULTS_RATE, ValueType.INT64);
    var decoder = new BatchDecoder(name -> swapped(rate, name));

    Column column =
        decoder.decode(encoder.encode(batch)).table(EntityKind.POD_CONTAINER).column(rate);

    assertThat(column.type()).isEqualTo(ValueType.INT64);
    assertThat(column.longAt(1)).isEqualTo(41);
    assertThat(column.longAt(2)).isEqualTo(-3);
    assertThat(column.has(0)).isFalse();
  }
}
