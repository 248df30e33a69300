package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnMetricsEncoderTest {
  private static final DataBatch BATCH = DataBatch.empty(Instant.ofEpochSecond(1_700_000_000));

  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private final OwnMetricsEncoder encoder =
      new OwnMetricsEncoder(
          (_, _, out) -> {
            out.put("first line\n");
            out.endRow();
          },
          telemetry,
          "c 1");

  @Test
  void encode_freshBatch_seriesFollowItsLines() throws Exception {
    telemetry.counter(SelfMetric.SINK_DROPPED, "log", "closed").inc(7);
    telemetry.gauge(SelfMetric.TICK_LAST_DURATION, () -> 0.25);
    telemetry.timer(SelfMetric.SCRAPE_DURATION).update(Duration.ofMillis(1500));

    assertThat(CollectedLines.of(BATCH, Lane.FRESH, encoder))
        .containsExactly(
            "first line",
            "heapster_scrape_duration_seconds_count,cluster_name=c\\ 1 value=1"
                + " 1700000000000000000",
            "heapster_scrape_duration_seconds_sum,cluster_name=c\\ 1 value=1.5"
                + " 1700000000000000000",
            "heapster_sink_dropped_total,cluster_name=c\\ 1,reason=closed,sink=log value=7"
                + " 1700000000000000000",
            "heapster_tick_last_duration_seconds,cluster_name=c\\ 1 value=0.25"
                + " 1700000000000000000");
  }

  @Test
  void encode_backlogBatch_hasNoSeriesOfNow() throws Exception {
    telemetry.counter(SelfMetric.TICKS).inc();

    assertThat(CollectedLines.of(BATCH, Lane.BACKLOG, encoder)).isEqualTo(List.of("first line"));
  }

  @Test
  void encode_gaugeWithoutANumber_isLeftOut() throws Exception {
    telemetry.gauge(SelfMetric.NODES, () -> Double.NaN);

    assertThat(CollectedLines.of(BATCH, Lane.FRESH, encoder)).containsExactly("first line");
  }
}
