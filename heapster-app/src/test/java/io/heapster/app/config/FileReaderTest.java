package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReaderTest {
  @TempDir Path folder;

  private Layer read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("f.yaml"), yaml);
    return new FileReader(DaemonSettings.all()).read(file);
  }

  private String at(int line) {
    return folder.resolve("f.yaml") + ":" + line + ": ";
  }

  private static List<String> values(Layer layer, Setting setting) {
    return layer.given().stream()
        .filter(each -> each.setting() == setting)
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void read_componentAsMapping_equalsItsText() throws IOException {
    Layer layer =
        read(
            """
            source:
              kind: kubernetes.summary_api
              uri: https://kubernetes.default
              options:
                kubeletPort: 10250
                nodeSelector: "a in (b, c)"
            sinks:
              - log
              - kind: kafka
                options: {brokers: ["a:1", "b:2"]}
            """);

    assertThat(layer.problems()).isEmpty();
    assertThat(values(layer, DaemonSettings.SOURCE))
        .containsExactly(
            "kubernetes.summary_api:https://kubernetes.default"
                + "?kubeletPort=10250&nodeSelector=a+in+%28b%2C+c%29");
    assertThat(values(layer, DaemonSettings.SINK))
        .containsExactly("log", "kafka:?brokers=a%3A1&brokers=b%3A2");
  }

  @Test
  void read_emptyFile_givesNothing() throws IOException {
    Layer layer = read("# only a comment\n");

    assertThat(layer.problems()).isEmpty();
    assertThat(layer.given()).isEmpty();
  }

  @Test
  void read_wrongShapes_areToldWithTheirLines() throws IOException {
    Layer layer =
        read(
            """
            metricResolution: [10s]
            compat: {a: b}
            sinks: {king: log}
            compat: none
            config: other.yaml
            logtostderr: true
            """);

    assertThat(layer.problems())
        .containsExactly(
            at(1) + "metricResolution: expected one value such as <duration>",
            at(2) + "compat: expected one value such as <choice>",
            at(3) + "sinks: unknown key king, did you mean \"kind\"? expected kind, uri, options",
            at(4) + "compat: given twice",
            at(5) + "config: unknown key",
            at(6) + "logtostderr: unknown key");
  }

  @Test
  void read_noMapping_isRefused() throws IOException {
    assertThat(read("- a\n- b\n").problems())
        .singleElement()
        .asString()
        .endsWith("expected a mapping from settings to values");
  }

  @Test
  void read_brokenYaml_saysWhere() throws IOException {
    assertThat(read("a: [1\nb: 2\n").problems())
        .singleElement()
        .asString()
        .contains("no YAML", "line 2")
        .doesNotContain("\n");
  }

  @Test
  void read_notUtf8_isAProblem() throws IOException {
    Path file = folder.resolve("f.yaml");
    Files.write(file, "source: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(new FileReader(DaemonSettings.all()).read(file).problems()).hasSize(1);
  }

  @Test
  void read_missingFile_isAProblem() {
    Layer layer = new FileReader(DaemonSettings.all()).read(folder.resolve("none.yaml"));

    assertThat(layer.problems()).singleElement().asString().contains("none.yaml", "cannot be read");
  }
}
