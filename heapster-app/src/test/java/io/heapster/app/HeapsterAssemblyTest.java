package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heapster.app.config.ApiConfig;
import io.heapster.app.config.HeapsterConfig;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.TickClock;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon on a simulated cluster, tick by tick. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HeapsterAssemblyTest {
  private static final Duration RESOLUTION = Duration.ofSeconds(5);
  private static final String NOBODY = "http://127.0.0.1:1?inClusterConfig=false";

  private final TimeSource time = TimeSource.system();
  private final List<DataBatch> batches = new CopyOnWriteArrayList<>();

  private static HeapsterConfig config(String source, String... more) {
    var flags =
        new ArrayList<>(
            List.of(
                "--source=kubernetes.summary_api:" + source,
                "--metric_resolution=5s",
                "--listen_ip=127.0.0.1",
                "--heapster-port=0"));
    flags.addAll(List.of(more));
    CheckedConfig checked = CheckedConfig.load(flags, Map.of());
    assertThat(checked.problems()).isEmpty();
    return checked.config();
  }

  private static String source(Simulator world) {
    return world.addresses().api()
        + "?inClusterConfig=false&kubeletPort="
        + world.addresses().kubeletPort();
  }

  private Daemon daemon(HeapsterConfig config) {
    return HeapsterAssembly.assemble(
        config, new Overrides(time, Overrides.Ticks.BY_HAND, List.of(batches::add), Map.of()));
  }

  private static HttpResponse<String> get(Daemon daemon, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create(daemon.apiUrl() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void housekeep_byHand_scrapesKeepsAndAnswers() throws Exception {
    try (Simulator world =
            Simulator.start(
                ClusterShape.tiny(time.now()), Listeners.anywhere(), Faults.none(), time);
        Daemon daemon = daemon(config(source(world)))) {
      daemon.start();
      assertThat(daemon.inventory().awaitSync(Duration.ofSeconds(30))).isTrue();
      assertThat(get(daemon, "/readyz").statusCode()).isNotEqualTo(200);

      var clock = new TickClock(time, RESOLUTION, Duration.ofSeconds(4));
      daemon.manager().housekeep(clock.begin(clock.lastWindowEnd()));

      assertThat(batches).hasSize(1);
      DataBatch batch = batches.getFirst();
      assertThat(batch.nodes().size()).isEqualTo(3);
      assertThat(batch.pods().size()).isEqualTo(18);
      assertThat(
              batch
                  .metricSet(EntityKey.Cluster.INSTANCE)
                  .flatMap(cluster -> cluster.value(PlainMetrics.MEMORY_USAGE)))
          .isPresent();
      assertThat(get(daemon, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(daemon, "/api/v1/model/metrics/memory/usage").body()).contains("\"value\"");
    }
  }

  @Test
  void start_apiServerAway_answersNotReadyAndStops() throws Exception {
    try (Daemon daemon = daemon(config(NOBODY))) {
      daemon.start();

      assertThat(get(daemon, "/healthz").statusCode()).isNotEqualTo(200);
      assertThat(get(daemon, "/readyz").statusCode()).isNotEqualTo(200);
      assertThat(get(daemon, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void start_portTaken_failsWithTheAddress() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Daemon daemon = daemon(config(NOBODY, "--heapster-port=" + taken.getLocalPort()))) {
      assertThatThrownBy(daemon::start)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("HTTP API on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void assemble_clientAuthorityWithoutCertificates_leavesNoEventLoopBehind(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "no PEM");
    var api = new ApiConfig("127.0.0.1", 0, new ApiConfig.Tls(file, file, file), List.of(), true);
    long before = eventLoops();

    assertThatThrownBy(() -> daemon(config(NOBODY).withApi(api)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());

    await().until(() -> eventLoops() <= before);
  }

  private static long eventLoops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
        .count();
  }

  @Test
  void close_withoutStart_isHarmless() {
    Daemon daemon = daemon(config(NOBODY));

    daemon.close();
    daemon.close();

    assertThat(daemon.lifecycle().isStopped()).isTrue();
  }

  @Test
  void start_withoutStore_stillScrapes() throws Exception {
    try (Simulator world =
            Simulator.start(
                ClusterShape.tiny(time.now()), Listeners.anywhere(), Faults.none(), time);
        Daemon daemon = daemon(config(source(world), "--disable_metric_sink"))) {
      daemon.start();
      assertThat(daemon.inventory().awaitSync(Duration.ofSeconds(30))).isTrue();

      var clock = new TickClock(time, RESOLUTION, Duration.ofSeconds(4));
      daemon.manager().housekeep(clock.begin(clock.lastWindowEnd()));

      assertThat(batches).hasSize(1);
      assertThat(get(daemon, "/readyz").statusCode()).isEqualTo(200);
    }
  }
}
