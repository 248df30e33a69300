package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heapster's own command lines keep working. */
final class LegacyFlagsTest {
  @TempDir Path folder;

  private static ConfigLoader.Loaded load(String... flags) {
    return new ConfigLoader(Map.of()).load(List.of(flags));
  }

  @Test
  void load_everyFlagInHeapstersSpelling_isMapped() throws Exception {
    Path certificate = Path.of(PemSamples.certificate(folder));
    Path key = Path.of(PemSamples.key(folder));

    ConfigLoader.Loaded loaded =
        load(
            "--source=kubernetes.summary_api:''",
            "--sink=log",
            "--metric_resolution=30s",
            "--sink_export_data_timeout=5s",
            "--heapster-port=8443",
            "--listen_ip=127.0.0.1",
            "--tls_cert=" + certificate,
            "--tls_key=" + key,
            "--tls_client_ca=" + certificate,
            "--allowed_users=alice,bob",
            "--disable_export=true",
            "--disable_metric_sink",
            "--label_separator=;",
            "--ignore_label=a,b",
            "--ignore_label=c",
            "--store_label=team=owner,zone");

    assertThat(loaded.problems()).isEmpty();
    HeapsterConfig config = loaded.config();
    assertThat(config.source().base()).isEqualTo("''");
    assertThat(config.pipeline().metricResolution()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.delivery().callTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.api())
        .isEqualTo(
            new ApiConfig(
                "127.0.0.1",
                8443,
                new ApiConfig.Tls(certificate, key, certificate),
                List.of("alice", "bob"),
                false));
    assertThat(config.store().isEnabled()).isFalse();
    assertThat(config.labels())
        .isEqualTo(new LabelConfig(";", List.of("a", "b", "c"), List.of("team=owner", "zone")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--metric_resolution=30s", "--metric-resolution=30s", "--metric_resolution 30s"})
  void load_anySpelling_isTheSame(String line) {
    String[] words = ("--source=kubernetes: " + line).split(" ");

    assertThat(load(words).config().pipeline().metricResolution())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void load_retiredFlagWithSeparateValue_takesTheValue() {
    ConfigLoader.Loaded loaded =
        load("--source=kubernetes:", "--vmodule", "a=4", "--stderrthreshold", "2");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.warnings())
        .containsExactly(
            "--vmodule, --stderrthreshold: accepted for old command lines, without effect");
  }
}
