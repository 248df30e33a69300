package io.heapster.app.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.app.SteppedTime;
import io.heapster.app.TestDaemon;
import io.heapster.sinks.testing.InfluxdbServer;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every variable and every panel of every dashboard finds data after a demo run into a real
 * InfluxDB.
 */
class GrafanaDashboardsTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().resolve("../deploy/grafana");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RESOLUTION = Duration.ofSeconds(10);
  private static final int TICKS = 4;

  @TempDir private Path folder;

  @Test
  void panels_afterDemoRun_allFindData() throws Exception {
    try (InfluxdbServer influxdb = InfluxdbServer.start(folder.resolve("influxdb"))) {
      runDemo(influxdb);

      var empty = new ArrayList<String>();
      int targets = 0;
      for (Path file : dashboards()) {
        JsonNode dashboard = JSON.readTree(file.toFile());
        Map<String, String> variables = variables(influxdb, dashboard);
        for (JsonNode panel : dashboard.path("panels")) {
          for (JsonNode target : panel.path("targets")) {
            targets++;
            String query = filled(target.path("query").asText(), variables);
            if (!findsData(influxdb, query)) {
              empty.add(file.getFileName() + ": " + panel.path("title").asText() + ": " + query);
            }
          }
        }
      }

      assertThat(empty).isEmpty();
      assertThat(targets).isGreaterThan(60);
    }
  }

  @Test
  void files_allDashboards_areSound() throws IOException {
    Set<String> uids = new HashSet<>();
    for (Path file : dashboards()) {
      JsonNode dashboard = JSON.readTree(file.toFile());
      assertThat(uids.add(dashboard.path("uid").asText())).as("uid of " + file).isTrue();
      assertThat(dashboard.path("schemaVersion").asInt()).as("schema of " + file).isEqualTo(39);
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        assertThat(ids.add(panel.path("id").asInt())).as("panel id in " + file).isTrue();
        assertThat(panel.path("title").asText()).as("panel title in " + file).isNotBlank();
      }
    }
    assertThat(uids).hasSize(5);
  }

  private void runDemo(InfluxdbServer influxdb) throws Exception {
    long step = RESOLUTION.toMillis();
    Instant last = Instant.ofEpochMilli(System.currentTimeMillis() / step * step);
    Instant first = last.minus(RESOLUTION.multipliedBy(TICKS - 1));
    var worldTime = new SteppedTime(first);
    ClusterShape shape = ClusterShape.demo(first.minusSeconds(600));
    try (Simulator simulator =
            Simulator.start(shape, Listeners.anywhere(), Faults.none(), worldTime);
        TestDaemon daemon = daemon(simulator, influxdb)) {
      for (int tick = 0; tick < TICKS; tick++) {
        Instant windowEnd = first.plus(RESOLUTION.multipliedBy(tick));
        worldTime.set(windowEnd);
        daemon.housekeep(windowEnd);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> findsData(influxdb, lastOwnLine(windowEnd)));
      }
    }
  }

  /** The last line that the sink writes of a batch. */
  private static String lastOwnLine(Instant windowEnd) {
    return "SELECT value FROM heapster_ticks_total WHERE time = '" + windowEnd + "'";
  }

  private TestDaemon daemon(Simulator simulator, InfluxdbServer influxdb)
      throws InterruptedException {
    return TestDaemon.start(
        "--source=kubernetes.summary_api:%s?inClusterConfig=false&kubeletPort=%d"
            .formatted(simulator.addresses().api(), simulator.addresses().kubeletPort()),
        "--metric_resolution=10s",
        "--data-dir=" + folder.resolve("data"),
        "--sink=influxdb:" + influxdb.address());
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The first value of each variable, asked for as Grafana does. */
  private static Map<String, String> variables(InfluxdbServer influxdb, JsonNode dashboard) {
    var variables = new LinkedHashMap<String, String>();
    for (JsonNode variable : dashboard.path("templating").path("list")) {
      if (variable.path("type").asText().equals("query")) {
        String query = filled(variable.path("query").asText(), variables);
        JsonNode values =
            influxdb.query("k8s", query).path(0).path("series").path(0).path("values");
        assertThat(values.size()).as("values of " + query).isPositive();
        variables.put(variable.path("name").asText(), values.path(0).path(1).asText());
      }
    }
    return variables;
  }

  private static String filled(String query, Map<String, String> variables) {
    String filled = query.replace("$timeFilter", "time > now() - 1h").replace("$__interval", "10s");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("$" + variable.getKey(), variable.getValue());
    }
    assertThat(filled).as("a query with every variable filled in").doesNotContain(" $", "^$");
    return filled;
  }

  private static boolean findsData(InfluxdbServer influxdb, String query) {
    for (JsonNode series : influxdb.query("k8s", query).path(0).path("series")) {
      for (JsonNode row : series.path("values")) {
        if (!row.path(1).isNull()) {
          return true;
        }
      }
    }
    return false;
  }
}
