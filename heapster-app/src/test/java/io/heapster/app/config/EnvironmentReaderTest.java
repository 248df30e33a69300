package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class EnvironmentReaderTest {

  private static Layer read(Map<String, String> environment) {
    return new EnvironmentReader(DaemonSettings.all()).read(environment);
  }

  @Test
  void read_serviceLinksOfKubernetes_areNobodysMistake() {
    Layer layer =
        read(
            Map.of(
                "HEAPSTER_SERVICE_HOST", "10.0.0.1",
                "HEAPSTER_SERVICE_PORT", "80",
                "HEAPSTER_SERVICE_PORT_HTTP", "80",
                "HEAPSTER_PORT", "tcp://10.0.0.1:80",
                "HEAPSTER_PORT_80_TCP", "tcp://10.0.0.1:80",
                "HEAPSTER_PORT_80_TCP_ADDR", "10.0.0.1",
                "HEAPSTER_WEB_SERVICE_HOST", "10.0.0.2",
                "HEAPSTER_JAVA_OPTS", "-Xmx1g"));

    assertThat(layer.problems()).isEmpty();
    assertThat(layer.warnings()).isEmpty();
    assertThat(layer.given()).isEmpty();
  }

  @Test
  void read_variablesOfTheLauncher_areThoseItsHeaderNames() throws IOException {
    List<String> named =
        Pattern.compile("(?m)^# +(HEAPSTER_\\w+) ")
            .matcher(Files.readString(Path.of("../bin/heapster")))
            .results()
            .map(each -> each.group(1))
            .toList();

    assertThat(EnvironmentReader.LAUNCHER).containsExactlyInAnyOrderElementsOf(named);
    assertThat(read(Map.of("HEAPSTER_AOT", "no")).warnings()).isEmpty();
  }

  @Test
  void read_nearlyASetting_isAProblem() {
    assertThat(read(Map.of("HEAPSTER_METRIC_RESOLUTON", "10s")).problems())
        .containsExactly(
            "unknown environment variable HEAPSTER_METRIC_RESOLUTON,"
                + " did you mean HEAPSTER_METRIC_RESOLUTION?");
  }

  @Test
  void read_somebodyElses_isAWarning() {
    Layer layer = read(Map.of("HEAPSTER_DASHBOARD_THEME", "dark", "OTHER", "x"));

    assertThat(layer.problems()).isEmpty();
    assertThat(layer.warnings())
        .containsExactly("environment variable HEAPSTER_DASHBOARD_THEME is no setting, ignored");
  }

  @Test
  void read_empty_countsAsUnset() {
    assertThat(read(Map.of("HEAPSTER_COMPAT", "")).given()).isEmpty();
  }
}
