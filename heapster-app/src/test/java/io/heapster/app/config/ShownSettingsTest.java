package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.status.ShownSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API may show of the settings. */
final class ShownSettingsTest {
  private static final String SOURCE = "--source=kubernetes:";

  @TempDir private Path folder;

  private static List<ShownSetting> shown(Map<String, String> environment, String... flags) {
    return new ConfigLoader(environment).load(List.of(flags)).config().shown();
  }

  private static ShownSetting of(List<ShownSetting> settings, String flag) {
    return settings.stream().filter(each -> each.flag().equals(flag)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sink=influxdb:http://me:hush@db:8086?db=k8s",
        "--sink=influxdb:http://db:8086?user=me&pw=hush",
        "--sink=influxdb:http://db:8086?org=o&bucket=b&token=hush",
        "--sink=influxdb:http://me:hush@hush@db:8086",
        "--sink=influxdb:http://me:hush/hush@db:8086",
        "--sink=influxdb:http://me@example.com:hush@db:8086",
        "--sink=influxdb:http://me:12/hush@db",
        "--sink=elasticsearch:?nodes=https://a@b:hush@c:9200",
        "--sink=elasticsearch:?nodes=http://h:9200&esUserName=me&esUserSecret=hush",
        "--sink=elasticsearch:?nodes=http://me:hush@h:9200",
        "--sink=kafka:?brokers=b:9092&mechanism=PLAIN&user=me&password=hush",
        "--sink=otlp:http://h:4318?header=X-Api-Key:hush&header=Authorization: Bearer hush",
        "--sink=remote-write:http://h/w?header=Authorization%3A%20Bearer%20hush",
        "--sink=log:ht^tp://hush?pw=hush",
        "--historical-source=influxdb:http://me:hush@db:8086?pw=hush",
        "--source=kubernetes:https://me:hush@api:6443?token=hush",
        "--custom-metrics-forward=q_.*=https://me:hush@keda:443",
        "--external-metrics-forward=q_.*=https://keda:443?token=hush",
        "--authentication-kubeconfig=https://me:hush@api",
      })
  void shown_secretOfAnyKind_isNowhere(String flag) {
    var loaded = new ConfigLoader(Map.of()).load(List.of(flag));

    assertThat(loaded.config().shown().toString()).contains("***").doesNotContain("hush");
    assertThat(loaded.effective()).contains("***").doesNotContain("hush");
  }

  @Test
  void shown_secretsInFileAndEnvironment_areNowhere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("heapster.yaml"),
            """
            sinks:
              - kind: otlp
                uri: http://me:hush@h:4318
                options: {header: ['X-Key: hush', 'Authorization: Bearer hush'], token: hush}
              - 'influxdb:http://db:8086?pw=hush'
            """);
    List<ShownSetting> inFile = shown(Map.of(), SOURCE, "--config=" + file);
    List<ShownSetting> inVariable =
        shown(Map.of("HEAPSTER_SINK", "influxdb:http://db?pw=hush log", "PW", "hush"), SOURCE);

    assertThat(inFile.toString()).contains("***").doesNotContain("hush");
    assertThat(of(inFile, "sink").origin()).isEqualTo("file " + file + ":1: sinks");
    assertThat(of(inVariable, "sink").values()).containsExactly("influxdb:http://db?pw=***", "log");
    assertThat(of(inVariable, "sink").origin()).isEqualTo("environment HEAPSTER_SINK");
  }

  @Test
  void shown_secretNamedByVariable_staysAName() {
    List<ShownSetting> settings =
        shown(Map.of("PLACE", "hush"), SOURCE, "--sink=influxdb:http://db:8086?db=$PLACE");

    assertThat(settings.toString()).contains("PLACE").doesNotContain("hush");
  }

  @Test
  void shown_nothingSet_hasDefaultsAndSaysSo() {
    List<ShownSetting> settings = shown(Map.of(), SOURCE);

    assertThat(of(settings, "metric-resolution"))
        .isEqualTo(
            new ShownSetting(
                "metricResolution",
                "metric-resolution",
                "60s",
                null,
                "60s",
                "default",
                "Pipeline",
                "distance of ticks, from 5s"));
    assertThat(of(settings, "data-dir").value()).isNull();
    assertThat(of(settings, "data-dir").defaultText()).isNull();
    assertThat(of(settings, "long-store-metrics").values())
        .containsExactly("cpu/usage_rate", "memory/usage");
    assertThat(of(settings, "sink").values()).isEmpty();
  }

  @Test
  void shown_flagsGiven_areTakenApartAtCommasWhereListsAre() {
    List<ShownSetting> settings =
        shown(
            Map.of(),
            SOURCE,
            "--compat=heapster",
            "--ignore_label=a,b",
            "--ignore_label=c",
            "--custom-metrics-forward=a{1,2}=https://one:443");

    assertThat(of(settings, "compat").value()).isEqualTo("heapster");
    assertThat(of(settings, "compat").origin()).isEqualTo("flag --compat");
    assertThat(of(settings, "ignore-label").values()).containsExactly("a", "b", "c");
    assertThat(of(settings, "custom-metrics-forward").values())
        .containsExactly("a{1,2}=https://one:443");
  }

  @Test
  void shown_demo_saysWhatTheDemoSet() {
    List<ShownSetting> settings =
        DemoConfig.load(List.of("--compat=heapster"), Map.of()).config().daemon().shown();

    assertThat(of(settings, "metric-resolution").value()).isEqualTo("5s");
    assertThat(of(settings, "metric-resolution").origin()).isEqualTo("demo");
    assertThat(of(settings, "compat").origin()).isEqualTo("flag --compat");
  }
}
