package io.heapster.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.log.LogSink;
import io.heapster.sinks.metric.MetricSinkConfig;
import io.heapster.sinks.rows.DeadLetterBox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SinkCatalogTest {
  private static final SinkContext CONTEXT =
      new SinkContext(
          "log",
          Duration.ofSeconds(1),
          DeadLetterBox.NONE,
          new Telemetry(new MetricRegistry()),
          TimeSource.system(),
          ",");

  private static SinkChoice choose(String text) {
    return SinkCatalog.choose(ComponentUri.parse(text, _ -> null));
  }

  private static SinkChoice invalid(String problem) {
    return new SinkChoice.Invalid(List.of(problem));
  }

  @Test
  void choose_log_isTheLogSink() {
    assertThat(choose("log"))
        .isInstanceOfSatisfying(
            SinkChoice.Sink.class,
            choice -> {
              assertThat(choice.name()).isEqualTo("log");
              assertThat(choice.factory().create(CONTEXT)).isInstanceOf(LogSink.class);
              assertThat(choice.warnings()).isEmpty();
            });
  }

  @Test
  void choose_logWithAddress_warns() {
    assertThat(choose("log:/var/log/metrics"))
        .isInstanceOfSatisfying(
            SinkChoice.Sink.class,
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
    assertThat(choose("metric")).isEqualTo(new SinkChoice.Store(MetricSinkConfig.DEFAULT));
    assertThat(choose("metric:?short_duration=5m&long_duration=1h"))
        .isEqualTo(
            new SinkChoice.Store(
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
                "sink \"metrics\": not known; valid are "
                    + String.join(", ", SinkCatalog.KEYS)
                    + ", did you mean \"metric\"?"));
  }
}
