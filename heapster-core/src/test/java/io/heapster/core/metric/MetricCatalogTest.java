package io.heapster.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.Metric.Origin;
import io.heapster.core.metric.MetricCatalog.Rate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MetricCatalogTest {

  private static List<String> names(List<Metric> metrics) {
    return metrics.stream().map(Metric::name).toList();
  }

  private static Stream<Metric> all() {
    return Stream.concat(MetricCatalog.PLAIN.stream(), MetricCatalog.LABELED.stream());
  }

  @Test
  void indices_bothLists_areDenseInOrder() {
    for (List<Metric> list : List.of(MetricCatalog.PLAIN, MetricCatalog.LABELED)) {
      for (int index = 0; index < list.size(); index++) {
        assertThat(list.get(index).index()).as(list.get(index).name()).isEqualTo(index);
      }
    }
    assertThat(MetricCatalog.PLAIN).noneMatch(Metric::labeled);
    assertThat(MetricCatalog.LABELED).allMatch(Metric::labeled);
  }

  @Test
  void names_allMetrics_areUniqueAndFound() {
    assertThat(all().map(Metric::name)).doesNotHaveDuplicates();
    assertThat(all()).allMatch(metric -> MetricCatalog.find(metric.name()).get() == metric);
    assertThat(MetricCatalog.find("cpu/usag")).isEmpty();
  }

  @Test
  void standard_lists_areHeapstersInOrder() {
    assertThat(names(MetricCatalog.STANDARD))
        .containsExactly(
            "uptime",
            "cpu/usage",
            "memory/usage",
            "memory/rss",
            "memory/cache",
            "memory/working_set",
            "memory/page_faults",
            "memory/major_page_faults",
            "network/rx",
            "network/rx_errors",
            "network/tx",
            "network/tx_errors");
    assertThat(names(MetricCatalog.STANDARD_LABELED))
        .containsExactly(
            "disk/io_read_bytes",
            "disk/io_read_bytes_rate",
            "disk/io_write_bytes",
            "disk/io_write_bytes_rate",
            "filesystem/usage",
            "filesystem/limit",
            "filesystem/available",
            "filesystem/inodes",
            "filesystem/inodes_free",
            "accelerator/memory_total",
            "accelerator/memory_used",
            "accelerator/duty_cycle");
  }

  @Test
  void heapsters_computedMetrics_areAllThere() {
    List<String> heapsters =
        all().filter(m -> m.origin() == Origin.HEAPSTER).map(Metric::name).toList();

    assertThat(heapsters)
        .hasSize(12 + 12 + 5 + 7 + 8)
        .contains("cpu/request", "cpu/limit", "memory/request", "memory/limit", "restart_count")
        .contains(
            "cpu/usage_rate",
            "memory/page_faults_rate",
            "memory/major_page_faults_rate",
            "network/rx_rate",
            "network/rx_errors_rate",
            "network/tx_rate",
            "network/tx_errors_rate")
        .contains(
            "cpu/node_capacity",
            "cpu/node_allocatable",
            "cpu/node_utilization",
            "cpu/node_reservation",
            "memory/node_capacity",
            "memory/node_allocatable",
            "memory/node_utilization",
            "memory/node_reservation");
  }

  @Test
  void rates_eachOne_isMadeOfACounterWithItsCarriers() {
    for (Rate rate : MetricCatalog.RATES) {
      assertThat(rate.counter().isCumulative()).as(rate.counter().name()).isTrue();
      assertThat(rate.rate().name()).isEqualTo(rate.counter().name() + "_rate");
      assertThat(rate.rate().carriers()).containsAll(rate.counter().carriers());
    }
    for (Rate rate : MetricCatalog.LABELED_RATES) {
      assertThat(rate.rate().name()).isEqualTo(rate.counter().name() + "_rate");
      assertThat(rate.rate().labeled()).isTrue();
    }
    assertThat(MetricCatalog.RATES).hasSize(7);
    assertThat(PlainMetrics.CPU_USAGE_RATE.valueType()).isEqualTo(ValueType.INT64);
    assertThat(PlainMetrics.NETWORK_RX_RATE.valueType()).isEqualTo(ValueType.DOUBLE);
  }

  @Test
  void aggregated_lists_areHeapsters() {
    assertThat(names(MetricCatalog.AGGREGATED))
        .containsExactlyInAnyOrder(
            "cpu/usage_rate",
            "memory/usage",
            "cpu/request",
            "cpu/limit",
            "memory/request",
            "memory/limit");
    assertThat(names(MetricCatalog.NODE_AGGREGATED))
        .containsExactlyInAnyOrder("cpu/request", "cpu/limit", "memory/request", "memory/limit");
  }

  @Test
  void isSummedIntoPod_allButHeapstersEightCountersAndOurs() {
    assertThat(MetricCatalog.STANDARD)
        .filteredOn(metric -> !MetricCatalog.isSummedIntoPod(metric))
        .hasSize(8);
    assertThat(MetricCatalog.isSummedIntoPod(PlainMetrics.RESTART_COUNT)).isTrue();
    assertThat(MetricCatalog.isSummedIntoPod(PlainMetrics.SWAP_USAGE)).isFalse();
    assertThat(MetricCatalog.isSummedIntoPod(Metric.custom("x", MetricKind.CUMULATIVE))).isTrue();
  }

  @Test
  void custom_metric_isADoubleWithThePrefixAndNoColumnNumber() {
    Metric custom = Metric.custom("qps", MetricKind.DELTA);

    assertThat(custom.name()).isEqualTo("custom/qps").isEqualTo(custom.toString());
    assertThat(custom.isCustom()).isTrue();
    assertThat(custom.valueType()).isEqualTo(ValueType.DOUBLE);
    assertThat(PlainMetrics.CPU_USAGE.isCustom()).isFalse();
  }

  @Test
  void reported_metrics_standBeforeComputedOnes() {
    assertThat(MetricCatalog.PLAIN.get(PlainMetrics.REPORTED)).isSameAs(PlainMetrics.UPTIME);
    assertThat(PlainMetrics.CPU_USAGE_RATE.index()).isGreaterThanOrEqualTo(PlainMetrics.REPORTED);
    assertThat(LabeledMetrics.DISK_IO_READ_BYTES_RATE.index())
        .isGreaterThanOrEqualTo(LabeledMetrics.REPORTED);
  }

  @Test
  void help_everyMetric_isGiven() {
    assertThat(all()).allMatch(metric -> !metric.help().isBlank() && !metric.carriers().isEmpty());
  }
}
