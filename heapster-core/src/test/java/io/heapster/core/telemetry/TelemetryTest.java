package io.heapster.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TelemetryTest {
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());

  @Test
  void seriesName_labels_areWrittenAsPrometheusText() {
    assertThat(Telemetry.seriesName(SelfMetric.TICKS)).isEqualTo("heapster_ticks_total");
    assertThat(Telemetry.seriesName(SelfMetric.SCRAPE_FAILING, "n1", "timed_out"))
        .isEqualTo("heapster_scrape_failing{node=\"n1\",outcome=\"timed_out\"}");
  }

  @Test
  void seriesName_valueWithSpecialCharacters_isEscaped() {
    assertThat(Telemetry.seriesName(SelfMetric.SCRAPES, "a\"b\\c\nd"))
        .isEqualTo("heapster_scrapes_total{outcome=\"a\\\"b\\\\c\\nd\"}");
  }

  @Test
  void seriesName_wrongNumberOfValues_isAnError() {
    assertThatThrownBy(() -> telemetry.counter(SelfMetric.SCRAPES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("heapster_scrapes_total has labels [outcome], given []");
  }

  @Test
  void counter_sameSeries_isTheSameCounter() {
    telemetry.counter(SelfMetric.SCRAPES, "scraped").inc(2);
    telemetry.counter(SelfMetric.SCRAPES, "scraped").inc();

    assertThat(telemetry.counter(SelfMetric.SCRAPES, "scraped").getCount()).isEqualTo(3);
    assertThat(telemetry.counter(SelfMetric.SCRAPES, "other").getCount()).isZero();
  }

  @Test
  void gauge_setAgain_replacesAndRemoveEndsIt() {
    telemetry.gauge(SelfMetric.NODES, () -> 1);
    telemetry.gauge(SelfMetric.NODES, () -> 2);

    assertThat(telemetry.registry().getGauges().get("heapster_nodes").getValue()).isEqualTo(2);
    telemetry.remove(SelfMetric.NODES);
    assertThat(telemetry.registry().getGauges()).isEmpty();
  }

  @Test
  void forEach_seriesOfEachKind_areVisitedWithTheirLabels() {
    telemetry.counter(SelfMetric.SCRAPES, "scraped").inc(3);
    telemetry.gauge(SelfMetric.NODES, () -> 2);
    telemetry.gauge(SelfMetric.NODES_SCRAPED, () -> 2);
    telemetry.remove(SelfMetric.NODES_SCRAPED);
    telemetry.timer(SelfMetric.PROCESSOR_DURATION, "rates");

    var seen = new ArrayList<Telemetry.Series>();
    telemetry.forEach((series, metric) -> {
      seen.add(series);
      assertThat(metric).isNotNull();
    });

    assertThat(seen)
        .containsExactly(
            new Telemetry.Series(SelfMetric.NODES, List.of()),
            new Telemetry.Series(SelfMetric.PROCESSOR_DURATION, List.of("rates")),
            new Telemetry.Series(SelfMetric.SCRAPES, List.of("scraped")));
  }

  @Test
  void names_allMetrics_areUniqueAndFollowPrometheus() {
    assertThat(Arrays.stream(SelfMetric.values()).map(SelfMetric::text)).doesNotHaveDuplicates();
    for (SelfMetric metric : SelfMetric.values()) {
      assertThat(metric.text()).matches("heapster_[a-z_]+");
      assertThat(metric.text().endsWith("_total"))
          .as(metric.text())
          .isEqualTo(metric.type() == SelfMetric.Type.COUNTER);
      assertThat(metric.help()).isNotBlank();
    }
  }

  @Test
  void forEach_oneMetric_isVisitedWithoutItsNeighbours() {
    telemetry.counter(SelfMetric.SCRAPES, "timed_out").inc();
    telemetry.counter(SelfMetric.SCRAPES, "scraped \uffff").inc();
    telemetry.gauge(SelfMetric.SCRAPE_FAILING, () -> 1, "n1", "failed");
    telemetry.gauge(SelfMetric.NODES, () -> 2);
    telemetry.gauge(SelfMetric.NODES_SCRAPED, () -> 2);
    var seen = new ArrayList<String>();

    telemetry.forEach(SelfMetric.SCRAPES, (labels, _) -> seen.addAll(labels));
    telemetry.forEach(SelfMetric.NODES, (labels, _) -> seen.add("nodes" + labels));

    assertThat(seen).containsExactly("scraped \uffff", "timed_out", "nodes[]");
  }
}
