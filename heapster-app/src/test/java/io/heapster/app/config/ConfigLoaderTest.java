package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
  private static final String SOURCE = "--source=kubernetes:";

  @TempDir Path folder;

  private static ConfigLoader.Loaded load(Map<String, String> environment, String... flags) {
    return new ConfigLoader(environment).load(List.of(flags));
  }

  private String file(String yaml) throws IOException {
    return "--config=" + Files.writeString(folder.resolve("heapster.yaml"), yaml);
  }

  private static Duration resolution(ConfigLoader.Loaded loaded) {
    assertThat(loaded.problems()).isEmpty();
    return loaded.config().pipeline().metricResolution();
  }

  @Test
  void load_sourceOnly_givesDefaults() {
    ConfigLoader.Loaded loaded = load(Map.of(), SOURCE);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.warnings()).isEmpty();
    HeapsterConfig config = loaded.config();
    assertThat(config.source().key()).isEqualTo("kubernetes");
    assertThat(config.sinks()).isEmpty();
    assertThat(config.pipeline())
        .isEqualTo(
            new PipelineConfig(
                Duration.ofSeconds(60), Duration.ofSeconds(20), PipelineConfig.Compat.NONE));
    assertThat(config.delivery()).isEqualTo(new SinkConfig(Duration.ofSeconds(20), 10, null));
    assertThat(config.store())
        .isEqualTo(
            new StoreConfig(
                true,
                Duration.ofSeconds(140),
                Duration.ofMinutes(15),
                List.of("cpu/usage_rate", "memory/usage")));
    assertThat(config.api()).isEqualTo(new ApiConfig("", 8082, null, List.of(), true));
    assertThat(config.labels()).isEqualTo(new LabelConfig(",", List.of(), List.of()));
    assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.INFO));
  }

  @Test
  void load_layers_flagOverEnvironmentOverFile() throws IOException {
    String file = file("metricResolution: 10s\n");
    Map<String, String> environment = Map.of("HEAPSTER_METRIC_RESOLUTION", "20s");

    assertThat(resolution(load(Map.of(), SOURCE, file))).isEqualTo(Duration.ofSeconds(10));
    assertThat(resolution(load(environment, SOURCE, file))).isEqualTo(Duration.ofSeconds(20));
    assertThat(resolution(load(environment, SOURCE, file, "--metric_resolution=30s")))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void load_listInTwoLayers_strongerReplaces() throws IOException {
    ConfigLoader.Loaded loaded =
        load(Map.of(), SOURCE, file("ignoreLabel: [a, b]\n"), "--ignore_label=c");

    assertThat(loaded.config().labels().ignored()).containsExactly("c");
  }

  @Test
  void load_fileNamedByVariable_isRead() throws IOException {
    Path file =
        Files.writeString(folder.resolve("other.yaml"), "source: 'kubernetes:'\nlogLevel: debug\n");

    ConfigLoader.Loaded loaded = load(Map.of("HEAPSTER_CONFIG", file.toString()));

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.config().log().level()).isEqualTo(LogConfig.Level.DEBUG);
  }

  @Test
  void load_mistakesInAllLayers_areToldAtOnce() throws IOException {
    String file = file("source: 'kubernetes:'\nmetricResolutoin: 10s\n");

    ConfigLoader.Loaded loaded =
        load(Map.of("HEAPSTER_LOG_FORMAT", "yaml"), file, "--scrape-timeout=soon", "--sinc=log");

    assertThat(loaded.problems())
        .containsExactly(
            folder.resolve("heapster.yaml")
                + ":2: metricResolutoin: unknown key, did you mean \"metricResolution\"?",
            "unknown flag --sinc, did you mean --sink?",
            "--scrape-timeout: \"soon\": expected a duration of 1s or more, such as 90s or 1m30s",
            "HEAPSTER_LOG_FORMAT: \"yaml\": expected one of text, json");
  }

  @Test
  void load_flagsOfTheMetricsServer_areHandedOnWhereTheyAreNotAsUsual() {
    ConfigLoader.Loaded loaded =
        load(
            Map.of(),
            SOURCE,
            "--request-timeout=90s",
            "--shutdown-delay-duration=2s",
            "--discovery-interval=10m",
            "--requestheader-uid-headers=x-remote-uid",
            "--http2-max-streams-per-connection=250");

    assertThat(loaded.config().metricsApis().flags())
        .containsExactlyInAnyOrder(
            "--request-timeout=1m30s",
            "--shutdown-delay-duration=2s",
            "--requestheader-uid-headers=x-remote-uid",
            "--http2-max-streams-per-connection=250");
  }

  @Test
  void load_noSource_saysWhatIsNeeded() {
    assertThat(load(Map.of()).problems())
        .containsExactly("no source given: exactly one is needed, e.g. --source=kubernetes:");
  }

  @Test
  void load_twoSources_isRefused() {
    assertThat(load(Map.of(), SOURCE, "--source=kubernetes.summary_api:").problems())
        .singleElement()
        .asString()
        .contains("2 sources given, exactly one is needed");
  }

  @Test
  void load_resolutionUnderFiveSeconds_isRefused() {
    assertThat(load(Map.of(), SOURCE, "--metric_resolution=4s").problems())
        .containsExactly(
            "--metric_resolution: \"4s\": expected a duration of 5s or more, such as 90s or 1m30s");
  }

  @Test
  void load_sinksRepeated_keepOrderAndCommas() {
    ConfigLoader.Loaded loaded =
        load(Map.of("DB", "k8s"), SOURCE, "--sink=log", "--sink", "x:http://h:1?a=b,c&db=$DB");

    assertThat(loaded.config().sinks()).extracting("key").containsExactly("log", "x");
    assertThat(loaded.config().sinks().get(1).options())
        .containsEntry("a", List.of("b,c"))
        .containsEntry("db", List.of("k8s"));
  }

  @Test
  void load_sinksInEnvironment_areSeparatedByBlanks() {
    ConfigLoader.Loaded loaded = load(Map.of("HEAPSTER_SINK", "log  x:http://h"), SOURCE);

    assertThat(loaded.config().sinks()).extracting("key").containsExactly("log", "x");
  }

  @Test
  void load_retiredFlags_warnInOneLineAndNamed() {
    ConfigLoader.Loaded loaded =
        load(Map.of(), SOURCE, "--logtostderr", "--v=4", "--max_procs=2", "--api-server");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.warnings())
        .hasSize(3)
        .anyMatch(warning -> warning.startsWith("--max-procs is ignored: "))
        .anyMatch(warning -> warning.startsWith("--api-server is ignored: "))
        .anyMatch(warning -> warning.startsWith("--logtostderr, --v: accepted"));
  }

  @Test
  void effective_secretInSink_isMasked() {
    ConfigLoader.Loaded loaded =
        load(Map.of(), SOURCE, "--sink=influxdb:http://me:hush@db?user=u&pw=hush&db=k8s");

    assertThat(loaded.effective())
        .doesNotContain("hush")
        .contains("sinks: [\"influxdb:http://me:***@db?user=u&pw=***&db=k8s\"]  # --sink");
  }

  @Test
  void effective_givenAgainAsFile_changesNothing() throws IOException {
    ConfigLoader.Loaded first =
        load(
            Map.of(),
            SOURCE,
            "--sink=log",
            "--compat=heapster",
            "--disable_export",
            "--store_label=a,team=b",
            "--label_separator=\"|\"",
            "--short-store=3m");

    ConfigLoader.Loaded again = load(Map.of(), file(first.effective()));

    assertThat(again.problems()).isEmpty();
    // But for what is told of where a value was written.
    assertThat(again.config())
        .usingRecursiveComparison()
        .ignoringFields("shown")
        .isEqualTo(first.config());
  }
}
