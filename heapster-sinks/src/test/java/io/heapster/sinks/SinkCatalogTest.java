package io.heapster.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.sinks.SinkCatalog.Choice;
import io.heapster.sinks.log.LogSink;
import io.heapster.sinks.metric.MetricSinkConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SinkCatalogTest {

  private static Choice choose(String text) {
    return SinkCatalog.choose(ComponentUri.parse(text, _ -> null));
  }

  private static Choice invalid(String problem) {
    return new Choice.Invalid(List.of(problem));
  }

  @Test
  void choose_log_isTheLogSink() {
    assertThat(choose("log"))
        .isInstanceOfSatisfying(
            Choice.Sink.class,
            choice -> {
              assertThat(choice.sink()).isInstanceOf(LogSink.class);
              assertThat(choice.sink().name()).isEqualTo("log");
              assertThat(choice.warnings()).isEmpty();
            });
  }

  @Test
  void choose_logWithAddress_warns() {
    assertThat(choose("log:/var/log/metrics"))
        .isInstanceOfSatisfying(
            Choice.Sink.class,
            choice ->
                assertThat(choice.warnings())
                    .containsExactly(
                        "sink log: address \"/var/log/metrics\" is ignored: it writes to the log"));
  }

  @Test
  void choose_logWithOption_isInvalid() {
    assertThat(choose("log:?file=x")).isEqualTo(invalid("sink log: unknown option file"));
  }

  @Test
  void choose_metric_isTheBuiltInStore() {
    assertThat(choose("metric")).isEqualTo(new Choice.Store(MetricSinkConfig.DEFAULT));
    assertThat(choose("metric:?short_duration=5m&long_duration=1h"))
        .isEqualTo(
            new Choice.Store(
                new MetricSinkConfig(
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    MetricSinkConfig.DEFAULT.longMetrics())));
  }

  @Test
  void choose_metricWithBadOption_isInvalid() {
    assertThat(choose("metric:?short_duration=fast"))
        .isEqualTo(
            invalid(
                "sink metric: option short_duration: \"fast\": expected a duration such as 10s or"
                    + " 1m30s"));
  }

  @Test
  void choose_unknownKey_namesTheNearestAndAllValid() {
    assertThat(choose("metrics:"))
        .isEqualTo(
            invalid(
                "sink \"metrics\": not known; valid are log, metric, did you mean \"metric\"?"));
    assertThat(choose("influxdb:http://db:8086"))
        .isEqualTo(invalid("sink \"influxdb\": not known; valid are log, metric"));
  }
}
