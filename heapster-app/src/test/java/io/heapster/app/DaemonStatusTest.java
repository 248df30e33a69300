package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.NodeFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real daemon, asked how it is doing: one node of three hangs, one sink of two is dead. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DaemonStatusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant WINDOW_END = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir private Path folder;
  private HttpServer database;
  private Simulator world;
  private TestDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    database.createContext("/", DaemonStatusTest::take);
    database.start();
    var oneHangs =
        new Faults(Map.of(NodeFault.HANGING, 0.34), Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);
    TimeSource time = TimeSource.system();
    world = Simulator.start(ClusterShape.tiny(time.now()), Listeners.anywhere(), oneHangs, time);
    daemon =
        TestDaemon.start(
            "--source=kubernetes.summary_api:"
                + world.addresses().api()
                + "?inClusterConfig=false&nodeTimeout=3s&kubeletPort="
                + world.addresses().kubeletPort(),
            "--sink=otlp:http://127.0.0.1:"
                + database.getAddress().getPort()
                + "?name=alive&header=X-Key:hush",
            "--sink=otlp:http://127.0.0.1:1?name=dead&header=X-Other: hush",
            "--data-dir=" + folder.resolve("data"),
            "--metric-resolution=5s");
  }

  @AfterEach
  void end() {
    daemon.close();
    world.close();
    database.stop(0);
  }

  private static void take(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      body.readAllBytes();
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = daemon.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode sink(String name) throws Exception {
    for (JsonNode sink : get("/api/v1/status").path("sinks")) {
      if (sink.path("name").asText().equals(name)) {
        return sink;
      }
    }
    throw new AssertionError("no sink " + name);
  }

  @Test
  void status_oneSinkDead_showsItsLagAndTheOtherDelivers() throws Exception {
    for (int tick = 0; tick < 3; tick++) {
      daemon.housekeep(WINDOW_END.plusSeconds(5L * tick));
    }

    await().until(() -> sink("alive").at("/batches/delivered").asInt() == 3);
    await().until(() -> sink("dead").at("/batches/retried").asInt() > 0);
    await().until(() -> sink("dead").path("lagBatches").asInt() == 3);

    JsonNode alive = sink("alive");
    assertThat(alive.path("up").asBoolean()).isTrue();
    assertThat(alive.path("lagBatches").asInt()).isZero();
    assertThat(alive.at("/rows/delivered").asLong()).isPositive();
    assertThat(alive.at("/exportSeconds/mean").asDouble()).isPositive();
    JsonNode dead = sink("dead");
    assertThat(dead.path("up").asBoolean(true)).isFalse();
    assertThat(dead.path("lagBytes").asLong()).isPositive();
    assertThat(dead.at("/batches/delivered").asInt()).isZero();
    JsonNode journal = get("/api/v1/status").path("journal");
    assertThat(journal.path("bytes").asLong()).isPositive();
    assertThat(journal.path("segments").asInt()).isPositive();
  }

  @Test
  void status_oneNodeHangs_namesItInTheTick() throws Exception {
    assertThat(get("/api/v1/status").path("tick").isNull()).isTrue();
    assertThat(get("/api/v1/status/ticks").path("ticks")).isEmpty();

    daemon.housekeep(WINDOW_END);

    JsonNode status = get("/api/v1/status");
    assertThat(status.at("/inventory/nodes").asInt()).isEqualTo(3);
    assertThat(status.at("/inventory/namespaces").asInt()).isPositive();
    assertThat(status.at("/ticks/finished").asInt()).isEqualTo(1);
    assertThat(status.at("/store/longMetrics/0").asText()).isEqualTo("cpu/usage_rate");
    JsonNode tick = status.path("tick");
    assertThat(tick.path("timestamp").asText()).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(tick.path("nodes").asInt()).isEqualTo(3);
    assertThat(tick.path("scraped").asInt()).isEqualTo(2);
    assertThat(tick.at("/outcomes/scraped").asInt()).isEqualTo(2);
    assertThat(tick.path("failedTotal").asInt()).isEqualTo(1);
    assertThat(tick.at("/failed/0/outcome").asText()).isEqualTo("timed_out");
    assertThat(tick.at("/slowest/0/node")).isEqualTo(tick.at("/failed/0/node"));
    assertThat(tick.path("slowest")).hasSize(3);
    assertThat(tick.path("processors").size()).isPositive();
    assertThat(get("/api/v1/status/ticks").at("/ticks/0")).isEqualTo(tick);
  }

  @Test
  void config_sinksWithKeys_areShownWithoutThem() throws Exception {
    JsonNode sinks = get("/api/v1/config").at("/settings/1");

    assertThat(sinks.path("key").asText()).isEqualTo("sinks");
    assertThat(sinks.at("/values/1").asText())
        .isEqualTo("otlp:http://127.0.0.1:1?name=dead&header=X-Other:%20***");
    assertThat(daemon.get("/api/v1/config").body()).contains("***").doesNotContain("hush");
    assertThat(daemon.get("/api/v1/status").body()).doesNotContain("hush");
  }
}
