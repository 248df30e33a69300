package io.heapster.sinks.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.MetricStore;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricSinkTest {
  private static final Instant START = Instant.parse("2018-07-26T10:00:00Z");
  private static final TimeRange ALWAYS = new TimeRange(Instant.EPOCH, Instant.MAX);
  private static final EntityKey POD = new EntityKey.Pod("default", "web-1");
  private static final EntityKey NODE = new EntityKey.Node("n1");
  private static final Metric LONG = PlainMetrics.CPU_USAGE_RATE;
  private static final Metric SHORT = PlainMetrics.MEMORY_RSS;

  private final ManualTime time = new ManualTime(START);
  private final MetricRegistry registry = new MetricRegistry();
  private final MetricSink sink = sink(MetricSinkConfig.DEFAULT);

  private MetricSink sink(MetricSinkConfig config) {
    return new MetricSink(config, time, new Telemetry(registry));
  }

  /** Hands over a batch of now. */
  private DataBatch accept(MetricSink into, Metric metric, Number value) {
    DataBatch batch = BatchScript.at(time.now()).value(POD, metric, value).build();
    into.accept(batch);
    return batch;
  }

  private List<Long> longs(String metric, TimeRange range) {
    return sink.history(POD, metric, range).stream().map(timed -> timed.value().asLong()).toList();
  }

  @Test
  void queries_noBatchYet_areEmpty() {
    assertThat(sink.latest()).isEmpty();
    assertThat(sink.recent()).isEmpty();
    assertThat(sink.history(POD, LONG.name(), ALWAYS)).isEmpty();
    assertThat(sink.history(POD, SHORT.name(), ALWAYS)).isEmpty();
    assertThat(sink.metricNames(POD)).isEmpty();
  }

  @Test
  void accept_severalBatches_keepsThemInOrderOfArrival() {
    DataBatch first = accept(sink, SHORT, 1);
    time.advance(Duration.ofMinutes(1));
    DataBatch second = accept(sink, SHORT, 2);

    assertThat(sink.recent()).containsExactly(first, second);
    assertThat(sink.latest()).contains(second);
  }

  @Test
  void snapshot_batchesComeLater_keepsAnsweringAsBefore() {
    DataBatch first = accept(sink, LONG, 1);
    MetricStore snapshot = sink.snapshot();
    time.advance(Duration.ofHours(1));
    accept(sink, LONG, 2);

    assertThat(snapshot.latest()).contains(first);
    assertThat(snapshot.recent()).containsExactly(first);
    assertThat(snapshot.history(POD, LONG.name(), ALWAYS)).hasSize(1);
    assertThat(snapshot.metricNames(POD)).containsExactly(LONG.name());
    assertThat(snapshot.snapshot().latest()).contains(first);
    assertThat(sink.recent()).doesNotContain(first);
  }

  @Test
  void accept_batchExactlyAsOldAsTheDuration_isEvicted() {
    accept(sink, SHORT, 1);
    time.advance(Duration.ofMillis(1));
    DataBatch younger = accept(sink, SHORT, 2);
    time.set(START.plusSeconds(140));
    DataBatch newest = accept(sink, SHORT, 3);

    assertThat(sink.recent()).containsExactly(younger, newest);
  }

  @Test
  void accept_afterTheWallClockWasSetBack_dropsWhatLiesInTheFuture() {
    DataBatch earlier = accept(sink, SHORT, 1);
    time.advance(Duration.ofMinutes(1));
    accept(sink, SHORT, 2);
    time.set(START.plusSeconds(30));
    DataBatch newest = accept(sink, SHORT, 3);

    assertThat(sink.recent()).containsExactly(earlier, newest);
    assertThat(sink.latest()).contains(newest);
  }

  @Test
  void recent_exportStalls_nothingExpires() {
    DataBatch only = accept(sink, SHORT, 1);
    time.advance(Duration.ofHours(5));

    assertThat(sink.recent()).containsExactly(only);
    assertThat(sink.latest()).contains(only);
    assertThat(longs(SHORT.name(), ALWAYS)).containsExactly(1L);
  }

  @Test
  void accept_batchOlderThanEveryDuration_isStillThere() {
    DataBatch ancient = BatchScript.at(Instant.EPOCH).value(POD, LONG, 7).build();

    sink.accept(ancient);

    assertThat(sink.latest()).contains(ancient);
    assertThat(longs(LONG.name(), ALWAYS)).containsExactly(7L);
  }

  @Test
  void history_longMetric_readsBatchesThatLeftTheShortStore() {
    sink.accept(BatchScript.at(time.now()).value(POD, LONG, 40).value(POD, SHORT, 400).build());
    time.advance(Duration.ofMinutes(5));
    sink.accept(BatchScript.at(time.now()).value(POD, LONG, 20).value(POD, SHORT, 200).build());

    assertThat(longs(LONG.name(), ALWAYS)).containsExactly(40L, 20L);
    assertThat(longs(SHORT.name(), ALWAYS)).containsExactly(200L);
    assertThat(sink.metricNames(POD)).containsExactly(LONG.name(), SHORT.name());
  }

  /** They are what a chart of the long-kept use is read against. */
  @Test
  void history_requestsAndLimits_areKeptAsLongAsUseButForPods() {
    List<EntityKey> few =
        List.of(EntityKey.Cluster.INSTANCE, new EntityKey.Namespace("default"), NODE);
    List<Metric> askedFor =
        List.of(
            PlainMetrics.CPU_REQUEST,
            PlainMetrics.CPU_LIMIT,
            PlainMetrics.MEMORY_REQUEST,
            PlainMetrics.MEMORY_LIMIT);
    BatchScript script = BatchScript.at(time.now());
    for (Metric metric : askedFor) {
      few.forEach(key -> script.value(key, metric, 7));
      script.value(POD, metric, 7);
    }
    sink.accept(script.build());
    time.advance(MetricSinkConfig.DEFAULT.longDuration().minusSeconds(1));
    accept(sink, SHORT, 1);

    for (Metric metric : askedFor) {
      for (EntityKey key : few) {
        assertThat(sink.history(key, metric.name(), ALWAYS)).hasSize(1);
      }
      assertThat(sink.history(POD, metric.name(), ALWAYS)).isEmpty();
    }
  }

  @Test
  void history_longMetricOlderThanLongDuration_isEvicted() {
    accept(sink, LONG, 40);
    time.advance(Duration.ofMinutes(15));
    accept(sink, LONG, 20);

    assertThat(longs(LONG.name(), ALWAYS)).containsExactly(20L);
  }

  @Test
  void history_bounds_areInclusive() {
    for (int value = 0; value < 3; value++) {
      sink.accept(
          BatchScript.at(time.now()).value(POD, LONG, value).value(POD, SHORT, value).build());
      time.advance(Duration.ofMinutes(1));
    }
    var lastTwo = new TimeRange(START.plusSeconds(60), START.plusSeconds(120));
    var first = new TimeRange(START, START.plusSeconds(59));

    for (Metric metric : List.of(LONG, SHORT)) {
      assertThat(longs(metric.name(), lastTwo)).containsExactly(1L, 2L);
      assertThat(longs(metric.name(), first)).containsExactly(0L);
    }
  }

  @Test
  void history_value_carriesTheTimestampOfItsBatch() {
    accept(sink, LONG, 40);

    TimedValue value = sink.history(POD, LONG.name(), ALWAYS).getFirst();

    assertThat(value.timestamp()).isEqualTo(START);
    assertThat(value.value().type()).isEqualTo(ValueType.INT64);
  }

  @Test
  void history_doubleKeptLong_keepsItsValue() {
    Metric ratio = PlainMetrics.MEMORY_PAGE_FAULTS_RATE;
    MetricSink keepsRatio =
        sink(
            new MetricSinkConfig(
                Duration.ofSeconds(140), Duration.ofMinutes(15), List.of(ratio.name())));
    accept(keepsRatio, ratio, 0.75);
    time.advance(Duration.ofMinutes(10));
    accept(keepsRatio, ratio, 1.5);

    assertThat(keepsRatio.history(POD, ratio.name(), ALWAYS))
        .extracting(timed -> timed.value().asDouble())
        .containsExactly(0.75, 1.5);
  }

  @Test
  void history_customMetric_isFoundByItsNameInBothStores() {
    Metric custom = Metric.custom("queue_length", MetricKind.CUMULATIVE);
    MetricSink keepsCustom =
        sink(
            new MetricSinkConfig(
                Duration.ofSeconds(140), Duration.ofMinutes(15), List.of(custom.name())));
    accept(keepsCustom, custom, 2.5);
    accept(sink, custom, 3.5);

    assertThat(keepsCustom.history(POD, custom.name(), ALWAYS))
        .singleElement()
        .satisfies(timed -> assertThat(timed.value().asDouble()).isEqualTo(2.5));
    assertThat(sink.history(POD, custom.name(), ALWAYS))
        .singleElement()
        .satisfies(timed -> assertThat(timed.value().asDouble()).isEqualTo(3.5));
  }

  @Test
  void history_unknownEntityOrMetric_isEmpty() {
    accept(sink, LONG, 40);

    assertThat(sink.history(NODE, LONG.name(), ALWAYS)).isEmpty();
    assertThat(sink.history(NODE, SHORT.name(), ALWAYS)).isEmpty();
    assertThat(sink.history(POD, "cpu/none", ALWAYS)).isEmpty();
    assertThat(sink.history(POD, "custom/none", ALWAYS)).isEmpty();
    assertThat(sink.history(POD, LabeledMetrics.FILESYSTEM_USAGE.name(), ALWAYS)).isEmpty();
  }

  @Test
  void history_entityWithoutTheValueInOneBatch_skipsThatBatch() {
    accept(sink, LONG, 1);
    time.advance(Duration.ofMinutes(1));
    accept(sink, SHORT, 2);
    time.advance(Duration.ofMinutes(1));
    accept(sink, LONG, 3);

    assertThat(longs(LONG.name(), ALWAYS)).containsExactly(1L, 3L);
    assertThat(longs(SHORT.name(), ALWAYS)).containsExactly(2L);
  }

  @Test
  void history_noLongMetrics_everythingComesFromTheShortStore() {
    MetricSink none =
        sink(new MetricSinkConfig(Duration.ofSeconds(140), Duration.ofMinutes(15), List.of()));
    accept(none, LONG, 1);
    time.advance(Duration.ofMinutes(5));
    accept(none, LONG, 2);

    assertThat(none.history(POD, LONG.name(), ALWAYS))
        .extracting(timed -> timed.value().asLong())
        .containsExactly(2L);
  }

  @Test
  void labeledHistory_labelsExactlyEqual_findsThatDeviceOnly() {
    Metric usage = LabeledMetrics.FILESYSTEM_USAGE;
    Labels root = Labels.of(LabelKeys.RESOURCE_ID, "/");
    Labels logs = Labels.of(LabelKeys.RESOURCE_ID, "logs");
    Labels more = root.with(LabelKeys.MAKE, "acme");
    sink.accept(
        BatchScript.at(time.now())
            .device(NODE, root, usage, 10)
            .device(NODE, logs, usage, 20)
            .device(NODE, more, usage, 30)
            .device(NODE, root, LabeledMetrics.FILESYSTEM_LIMIT, 99)
            .build());

    assertThat(labeled(usage, root)).containsExactly(10L);
    assertThat(labeled(usage, more)).containsExactly(30L);
    assertThat(labeled(usage, Labels.EMPTY)).isEmpty();
    assertThat(labeled(usage, Labels.of(LabelKeys.RESOURCE_ID, "other"))).isEmpty();
    assertThat(labeled(LabeledMetrics.ACCELERATOR_MEMORY_USED, root)).isEmpty();
    assertThat(labeled(SHORT, root)).isEmpty();
    assertThat(sink.labeledHistory(POD, usage.name(), root, ALWAYS)).isEmpty();
  }

  @Test
  void labeledHistory_range_boundsAreInclusive() {
    Metric usage = LabeledMetrics.FILESYSTEM_USAGE;
    Labels root = Labels.of(LabelKeys.RESOURCE_ID, "/");
    for (int value = 0; value < 3; value++) {
      sink.accept(BatchScript.at(time.now()).device(NODE, root, usage, value).build());
      time.advance(Duration.ofSeconds(30));
    }

    assertThat(sink.labeledHistory(NODE, usage.name(), root, new TimeRange(START, START)))
        .hasSize(1);
    assertThat(
            sink.labeledHistory(
                NODE, usage.name(), root, new TimeRange(START.plusSeconds(30), Instant.MAX)))
        .extracting(timed -> timed.value().asLong())
        .containsExactly(1L, 2L);
  }

  private List<Long> labeled(Metric metric, Labels device) {
    return sink.labeledHistory(NODE, metric.name(), device, ALWAYS).stream()
        .map(timed -> timed.value().asLong())
        .toList();
  }

  @Test
  void metricNames_severalBatches_areTheUnionOfPlainNames() {
    Labels root = Labels.of(LabelKeys.RESOURCE_ID, "/");
    sink.accept(
        BatchScript.at(time.now())
            .value(POD, PlainMetrics.MEMORY_USAGE, 1)
            .device(POD, root, LabeledMetrics.FILESYSTEM_USAGE, 1)
            .value(NODE, PlainMetrics.NETWORK_RX, 1)
            .build());
    accept(sink, Metric.custom("hits", MetricKind.GAUGE), 1);

    assertThat(sink.metricNames(POD)).containsExactly("custom/hits", "memory/usage");
    assertThat(sink.metricNames(NODE)).containsExactly("network/rx");
    assertThat(sink.metricNames(EntityKey.Cluster.INSTANCE)).isEmpty();
  }

  @Test
  void gauges_newestBatch_isDescribed() {
    assertThat(gauge("heapster_batch_timestamp_seconds")).isEqualTo(0.0);
    sink.accept(BatchScript.at(START).entity(NODE, Map.of()).value(POD, SHORT, 1).build());

    assertThat(gauge("heapster_batch_timestamp_seconds")).isEqualTo(1532599200.0);
    assertThat(gauge("heapster_batch_entities{type=\"pod\"}")).isEqualTo(1.0);
    assertThat(gauge("heapster_batch_entities{type=\"node\"}")).isEqualTo(1.0);
    assertThat(gauge("heapster_batch_entities{type=\"ns\"}")).isEqualTo(0.0);
  }

  private double gauge(String series) {
    return ((Number) registry.getGauges().get(series).getValue()).doubleValue();
  }
}
