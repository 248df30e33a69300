package io.heapster.sinks.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heapster.core.config.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricSinkConfigTest {
  private static final Duration SHORT = Duration.ofSeconds(140);
  private static final Duration LONG = Duration.ofMinutes(15);

  private static Options options(Map<String, List<String>> given) {
    return new Options("sink metric", given);
  }

  @Test
  void from_nothingGiven_isHeapstersStore() {
    MetricSinkConfig config = MetricSinkConfig.from(options(Map.of()));

    assertThat(config)
        .isEqualTo(new MetricSinkConfig(SHORT, LONG, List.of("cpu/usage_rate", "memory/usage")));
  }

  @Test
  void from_allGiven_takesThem() {
    Options options =
        options(
            Map.of(
                "short_duration", List.of("3m"),
                "long_duration", List.of("1h"),
                "long_metrics", List.of("memory/rss", "custom/hits")));

    assertThat(MetricSinkConfig.from(options))
        .isEqualTo(
            new MetricSinkConfig(
                Duration.ofMinutes(3), Duration.ofHours(1), List.of("memory/rss", "custom/hits")));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void from_shortDurationAboveTheLongDefault_longFollows() {
    Options options = options(Map.of("short_duration", List.of("30m")));

    assertThat(MetricSinkConfig.from(options).longDuration()).isEqualTo(Duration.ofMinutes(30));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void from_noLongMetricWanted_keepsNone() {
    MetricSinkConfig config = MetricSinkConfig.from(options(Map.of("long_metrics", List.of(""))));

    assertThat(config.longMetrics()).isEmpty();
  }

  @Test
  void from_severalMistakes_tellsAll() {
    Options options =
        options(
            Map.of(
                "short_duration", List.of("2m"),
                "long_duration", List.of("1m"),
                "long_metrics", List.of("cpu/usage_rat", "filesystem/usage", "memory/rss"),
                "long_metric", List.of("x")));

    MetricSinkConfig config = MetricSinkConfig.from(options);

    assertThat(config.longMetrics()).containsExactly("memory/rss");
    assertThat(options.problems())
        .containsExactly(
            "sink metric: option long_duration: \"1m\": expected at least the short store's 2m",
            "sink metric: option long_metrics: \"cpu/usage_rat\": not a known metric, did you mean"
                + " \"cpu/usage_rate\"?",
            "sink metric: option long_metrics: \"filesystem/usage\": has a value per device; only"
                + " metrics with one value per entity can be kept longer",
            "sink metric: unknown option long_metric, did you mean \"long_metrics\"?");
  }

  @Test
  void new_severalMistakes_tellsAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricSinkConfig(Duration.ZERO, Duration.ofSeconds(-1), List.of("a")))
        .withMessage(
            "short store of PT0S: expected more than nothing; long store of PT-1S: expected at"
                + " least the short store's 0s; long store metric \"a\": not a known metric");
  }

  @Test
  void new_listChangedByTheCaller_staysAsItWas() {
    var names = new ArrayList<>(List.of("memory/rss", "memory/rss"));

    var config = new MetricSinkConfig(SHORT, LONG, names);
    names.clear();

    assertThat(config.longMetrics()).containsExactly("memory/rss");
  }
}
