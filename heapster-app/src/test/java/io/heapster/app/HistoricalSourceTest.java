package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.DataBatch;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.testing.InfluxdbServer;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sink the past is read from, and that a daemon reads back what it wrote. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HistoricalSourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TimeSource TIME = TimeSource.system();

  private static List<String> problems(String... flags) {
    var all = new ArrayList<>(List.of("--source=kubernetes:"));
    all.addAll(List.of(flags));
    return CheckedConfig.load(all, Map.of()).problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          influxdb:http://a?pw=x | influxdb:http://b | no sink has exactly this text; configured are influxdb:http://a?pw=***
          log                    | log               | this sink cannot be asked about the past, only influxdb can; configured are log
          influxdb:http://a?org=o&bucket=b&token=t | influxdb:http://a?org=o&bucket=b&token=t | over InfluxDB's v1 API only
          """)
  void historicalSource_thatIsNoUsableSink_isAProblem(String sink, String source, String text) {
    assertThat(problems("--sink=" + sink, "--historical_source=" + source))
        .singleElement()
        .asString()
        .startsWith("--historical-source \"")
        .contains(text);
  }

  @Test
  void historicalSource_withoutSinks_isAProblem() {
    assertThat(problems("--historical_source=influxdb:http://a"))
        .singleElement()
        .asString()
        .endsWith("no sink has exactly this text; configured are none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&withfields=true", "&rows=wide"})
  void daemon_withHistory_readsBackWhatItWrote(String schema, @TempDir Path folder)
      throws Exception {
    try (var database = InfluxdbServer.start(folder.resolve("influxdb"));
        Simulator world =
            Simulator.start(
                ClusterShape.tiny(TIME.now()), Listeners.anywhere(), Faults.none(), TIME)) {
      String sink = "influxdb:" + database.address() + "?db=k8s" + schema;
      try (TestDaemon daemon =
          TestDaemon.start(
              "--source=kubernetes.summary_api:"
                  + world.addresses().api()
                  + "?inClusterConfig=false&kubeletPort="
                  + world.addresses().kubeletPort(),
              "--metric_resolution=5s",
              "--sink=" + sink,
              "--historical_source=" + sink)) {
        assertReadsBack(daemon);
      }
    }
  }

  private static void assertReadsBack(TestDaemon daemon) throws Exception {
    Instant end = Instant.ofEpochSecond(TIME.now().getEpochSecond() / 5 * 5);
    DataBatch batch = daemon.housekeep(end);
    assertThat(batch.timestamp()).isEqualTo(end);
    String start = "?start=" + end.minus(Duration.ofHours(1));
    String cluster = "/metrics/memory/usage" + start;
    // All of it: the first lines can be read while the others are still on their way.
    await().atMost(Duration.ofSeconds(60)).until(() -> delivered(daemon) == 1);
    PodInfo pod =
        daemon.inventory().pods().stream()
            .filter(each -> batch.metricSet(each.key()).isPresent())
            .findFirst()
            .orElseThrow();
    String podPath = "/namespaces/" + pod.key().namespace() + "/pods/" + pod.key().name();
    String node = "/nodes/" + pod.nodeName();
    for (String path :
        List.of(
            cluster,
            node + "/metrics/memory/working_set" + start,
            node + "/metrics/cpu/node_capacity" + start,
            podPath + "/metrics/memory/usage" + start,
            "/nodes",
            "/namespaces",
            "/namespaces/" + pod.key().namespace() + "/pods",
            podPath + "/containers",
            node + "/freecontainers")) {
      assertThat(daemon.get("/api/v1/historical" + path).body())
          .as(path)
          .isEqualTo(daemon.get("/api/v1/model" + path).body());
    }
    assertThat(daemon.get("/api/v1/historical/pod-id/" + pod.uid() + cluster).body())
        .isEqualTo(daemon.get("/api/v1/model" + podPath + cluster).body());
    assertThat(names(daemon, "/api/v1/historical" + podPath + "/metrics"))
        .containsAll(names(daemon, "/api/v1/model" + podPath + "/metrics"));
  }

  private static int delivered(TestDaemon daemon) throws Exception {
    return JSON.readTree(daemon.get("/api/v1/status").body())
        .at("/sinks/0/batches/delivered")
        .asInt();
  }

  private static Set<String> names(TestDaemon daemon, String path) throws Exception {
    var names = new TreeSet<String>();
    for (JsonNode name : JSON.readTree(daemon.get(path).body())) {
      names.add(name.asText());
    }
    return names;
  }
}
