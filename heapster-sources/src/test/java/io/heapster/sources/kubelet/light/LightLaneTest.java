package io.heapster.sources.kubelet.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Tick;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodUsage;
import io.heapster.core.usage.UsageCoverage;
import io.heapster.sources.kubelet.TestNodes;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.NodeFault;
import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against real kubelets on the loopback: those of the simulator and hand-made ones. */
@Timeout(90)
final class LightLaneTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LaneBench bench = new LaneBench();
  private final Handler<HttpServerRequest> busy = busy();

  @AfterEach
  void close() {
    bench.close();
  }

  /** A kubelet whose node uses one core; each request finds the next sample. */
  private static Handler<HttpServerRequest> busy(AtomicInteger asked) {
    return request -> {
      int at = asked.incrementAndGet();
      request.response().end(Buffer.buffer(text(at).bytes()));
    };
  }

  private static Handler<HttpServerRequest> busy() {
    return busy(new AtomicInteger());
  }

  private static Exposition text(int at) {
    return new Exposition().node(at, at, 1).container("c", 1, 1000 + at, at, 1);
  }

  private void awaitServed(String node) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(bench.store().node(node))
                .isInstanceOfSatisfying(
                    NodeUsage.class,
                    usage -> assertThat(usage.cpuNanocores()).isEqualTo(1_000_000_000)));
  }

  private void awaitDetail(String node, NoUsage.Cause cause, String... parts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          NoUsage absence = bench.absence(node);
          assertThat(absence.detail()).contains(parts);
          assertThat(absence.cause()).isEqualTo(cause);
        });
  }

  private void awaitCause(String node, NoUsage.Cause cause) {
    await().atMost(PATIENCE).until(() -> bench.absence(node).cause() == cause);
  }

  @Test
  void start_simulatedCluster_servesEveryNodeAndContainerExactly() {
    var shape = ClusterShape.tiny(Instant.now());
    try (var simulator =
        Simulator.start(shape, Listeners.anywhere(), Faults.none(), TimeSource.system())) {
      addNodes(simulator);
      var sparse = new LightSettings(Duration.ofSeconds(4), Duration.ofSeconds(2), 8);
      bench.settings(sparse).start();
      await()
          .atMost(PATIENCE)
          .until(() -> bench.store().coverage().servedContainers() == 3 * 6 * 2);
      for (SimulatedNode node : simulator.cluster().nodes()) {
        var usage = (NodeUsage) bench.store().node(node.name());
        assertThat(usage.cpuNanocores()).isEqualTo(node.cpuMillicores() * 1_000_000);
        assertThat(usage.swapBytes()).isZero();
        long now = Instant.now().getEpochSecond();
        for (SimulatedPod pod : simulator.cluster().pods(node.index(), now)) {
          checkPod(pod, node.name());
        }
      }
      assertThat(bench.gauge("heapster_light_points{type=\"node\"}")).isEqualTo(3);
      assertThat(bench.gauge("heapster_light_points{type=\"container\"}")).isEqualTo(36);
    }
  }

  @Test
  void scrape_overHttps_bearsTheToken() {
    var shape = ClusterShape.tiny(Instant.now());
    Listeners listeners = Listeners.anywhere().withHttps(0).withToken("secret");
    try (var simulator = Simulator.start(shape, listeners, Faults.none(), TimeSource.system())) {
      addNodes(simulator, simulator.addresses().kubeletHttpsPort().orElseThrow());
      var sparse = new LightSettings(Duration.ofSeconds(6), Duration.ofSeconds(4), 8);
      bench.secure("secret").settings(sparse).start();
      await().atMost(PATIENCE).until(() -> bench.store().coverage().servedNodes() == 3);
    }
  }

  private void addNodes(Simulator simulator) {
    addNodes(simulator, simulator.addresses().kubeletPort());
  }

  private void addNodes(Simulator simulator, int port) {
    for (SimulatedNode node : simulator.cluster().nodes()) {
      bench.inventory().put(TestNodes.node(node.name(), node.address(), port));
    }
  }

  private void checkPod(SimulatedPod pod, String node) {
    var usage = (PodUsage) bench.store().pod(new EntityKey.Pod(pod.namespace(), pod.name()), node);
    assertThat(usage.containers()).hasSize(pod.containers().size());
    for (SimulatedContainer container : pod.containers()) {
      long second = usage.timestampNanos() / 1_000_000_000;
      assertThat(usage.containers())
          .contains(
              new ContainerUsage(
                  container.name(),
                  container.load().cpuMillicores() * 1_000_000,
                  container.load().workingSetBytes(second),
                  0));
    }
  }

  @Test
  void scrape_nodesWithFaults_costOthersNothingAndSayWhy() {
    var shape = ClusterShape.tiny(Instant.now()).resized(6, 1, 1);
    Faults faults =
        Faults.none()
            .with(NodeFault.DEAD, 1 / 6.0)
            .with(NodeFault.NO_RESOURCE_METRICS, 1 / 6.0)
            .with(NodeFault.BAD_LINE, 1 / 6.0)
            .with(NodeFault.UNAUTHORISED, 1 / 6.0)
            .with(NodeFault.HANGING, 1 / 6.0);
    try (var simulator =
        Simulator.start(shape, Listeners.anywhere(), faults, TimeSource.system())) {
      addNodes(simulator);
      bench.settings(new LightSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 2)).start();
      String dead = only(simulator, NodeFault.DEAD);
      awaitDetail(
          dead,
          NoUsage.Cause.FAILING,
          "node " + dead + ", since 2",
          "check that the kubelet listens there");
      awaitDetail(only(simulator, NodeFault.NO_RESOURCE_METRICS), NoUsage.Cause.FULL_LANE, "404");
      awaitDetail(
          only(simulator, NodeFault.UNAUTHORISED),
          NoUsage.Cause.FAILING,
          "status 401 at /metrics/resource",
          "nodes/metrics");
      awaitDetail(only(simulator, NodeFault.HANGING), NoUsage.Cause.FAILING, "no answer after 1s");
      await().atMost(PATIENCE).until(() -> bench.store().coverage().servedContainers() == 2);
      assertThat(bench.store().node(only(simulator, NodeFault.BAD_LINE)))
          .isInstanceOf(NodeUsage.class);
      assertThat(bench.count("heapster_light_lines_dropped_total{reason=\"time\"}")).isPositive();

      await().atMost(PATIENCE).untilAsserted(this::assertCoverageOfSixWithFaults);

      simulator.switchFaults(Faults.none());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            UsageCoverage coverage = bench.store().coverage();
            assertThat(coverage.servedNodes()).isEqualTo(5);
            assertThat(coverage.failures()).isEmpty();
          });
    }
  }

  private void assertCoverageOfSixWithFaults() {
    UsageCoverage coverage = bench.store().coverage();
    assertThat(coverage.nodes()).isEqualTo(6);
    assertThat(coverage.servedNodes()).isEqualTo(2);
    assertThat(coverage.fullLaneNodes()).isEqualTo(1);
    assertThat(coverage.failures())
        .extracting(UsageCoverage.Failure::outcome)
        .containsExactlyInAnyOrder("unreachable", "unauthorized", "timed_out");
  }

  private static String only(Simulator simulator, NodeFault fault) {
    int index = simulator.cluster().nodesWith(fault).getFirst();
    return simulator.cluster().nodes().get(index).name();
  }

  @Test
  void start_twoAnswers_comeSoonerThanAResolution() {
    var slow = new LightSettings(Duration.ofSeconds(3), Duration.ofSeconds(2), 8);
    bench.settings(slow).kubelet("n1", busy()).start();
    awaitServed("n1");
    assertThat(bench.count("heapster_light_scrapes_total{outcome=\"scraped\"}"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void inventory_nodesComeAndGo_areAskedAndForgotten() {
    bench.kubelet("n1", busy()).start();
    awaitServed("n1");
    bench.kubelet("n2", busy());
    awaitServed("n2");
    bench.inventory().remove("n1");
    awaitCause("n1", NoUsage.Cause.UNKNOWN_NODE);
    assertThat(bench.store().pod(new EntityKey.Pod("ns", "p"), "n2")).isInstanceOf(PodUsage.class);
    assertThat(bench.store().pod(new EntityKey.Pod("ns", "p"), "n1")).isInstanceOf(NoUsage.class);
  }

  @Test
  void scrape_nodeThatIsNotReady_isAskedToo() {
    bench.kubelet("n1", false, busy()).start();
    awaitServed("n1");
  }

  @Test
  void scrape_nodeWithAPathOfItsOwn_isAskedThere() {
    bench.kubelet(
        "n1",
        request -> {
          if ("/own".equals(request.path())) {
            busy.handle(request);
          } else {
            request.response().setStatusCode(404).end();
          }
        });
    NodeInfo plain = bench.inventory().node("n1").orElseThrow();
    bench
        .inventory()
        .put(
            new NodeInfo(
                plain.name(),
                plain.uid(),
                plain.labels(),
                plain.hostname(),
                plain.hostId(),
                plain.addresses(),
                true,
                true,
                plain.kubeletPort(),
                plain.capacity(),
                plain.allocatable(),
                "/own"));
    bench.start();
    awaitServed("n1");
  }

  @Test
  void scrape_kubeletStopsAnswering_keepsItsValuesThenSaysWhy() {
    var asked = new AtomicInteger();
    bench
        .kubelet(
            "n1",
            request -> {
              int at = asked.incrementAndGet();
              if (at <= 2) {
                request.response().end(Buffer.buffer(text(at).bytes()));
              } else {
                request.response().setStatusCode(500).end("no");
              }
            })
        .start();
    awaitServed("n1");
    await().atMost(PATIENCE).until(() -> asked.get() >= 3);
    awaitDetail("n1", NoUsage.Cause.FAILING, "status 500 at /metrics/resource");
  }

  @Test
  void scrape_answerThatIsNoMetrics_isMalformed() {
    bench.kubelet("n1", request -> request.response().end("<html>\n")).start();
    awaitDetail("n1", NoUsage.Cause.FAILING, "answer of /metrics/resource is no good");
    assertThat(bench.count("heapster_light_scrapes_total{outcome=\"malformed\"}")).isPositive();
  }

  @Test
  void scrape_kubeletReportsAnError_isSaid() {
    bench.kubelet("n1", request -> request.response().end("resource_scrape_error 1\n")).start();
    awaitDetail("n1", NoUsage.Cause.FAILING, "resource_scrape_error 1");
  }

  @Test
  void scrape_forbidden_saysWhichAccessIsMissing() {
    bench.kubelet("n1", request -> request.response().setStatusCode(403).end()).start();
    awaitDetail("n1", NoUsage.Cause.FULL_LANE, "status 403", "nodes/metrics");
  }

  @Test
  void scrape_besidesTheFullLane_usesTheSameConnection() throws Exception {
    bench.kubelet("n1", busy()).start();
    awaitServed("n1");
    long begun = TimeSource.system().elapsedNanos();
    Instant end = Instant.parse("2026-11-21T10:00:00Z");
    long deadline = begun + Duration.ofSeconds(20).toNanos();
    bench.source().scrape(new Tick(end.minusSeconds(60), end, begun, deadline));
    // Two when both ask at the same moment.
    assertThat(bench.connections()).isBetween(1, 2);
  }

  @Test
  void close_asksNoMore() {
    var asked = new AtomicInteger();
    bench.kubelet("n1", busy(asked)).start();
    awaitServed("n1");
    bench.lane().close();
    bench.lane().close();
    var quiet = new AtomicInteger(-1);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(4))
        .until(() -> quiet.getAndSet(asked.get()) == asked.get());
  }
}
