package io.heapster.app.closedform;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.app.SteppedTime;
import io.heapster.app.TestDaemon;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.NodeFault;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A hundred simulated nodes through the whole daemon in its default mode: every rate and every sum
 * equals the closed form, whatever the nodes do.
 */
class ClosedFormTest {
  private static final Duration RESOLUTION = Duration.ofSeconds(10);
  private static final int NODES = 100;

  private final Instant first = firstWindowEnd();
  private final SteppedTime worldTime = new SteppedTime(first);
  private final List<String> differences = new ArrayList<>();

  @Test
  void ratesAndSums_repeatedSamplesAndFaultyNodes_equalTheTruth() throws Exception {
    Faults faults =
        Faults.none()
            .with(NodeFault.DEAD, 0.05)
            .with(NodeFault.SLOW, 0.05)
            .with(NodeFault.MALFORMED, 0.01);
    // Sampled every 15 s and read every 10 s: every third answer repeats the one before.
    ClusterShape shape = shape().withSampleInterval(Duration.ofSeconds(15));
    try (Simulator simulator = start(shape, faults);
        TestDaemon daemon = daemon(simulator)) {
      var expected = new ExpectedRates(simulator.cluster());
      for (int tick = 0; tick < 6; tick++) {
        compareTick(tick, simulator, daemon, expected);
      }

      assertThat(differences).isEmpty();
      Map<String, Long> counts = scrapesByOutcome(daemon);
      assertThat(counts)
          .containsEntry("scraped", 6L * 89)
          .containsEntry("timed_out", 6L * 5)
          .containsEntry("unreachable", 6L * 5)
          .containsEntry("malformed", 6L);
    }
  }

  @Test
  void rates_nodesThatMissOneOrThreeTicks_spanOneGapOnly() throws Exception {
    Faults outage = Faults.none().with(NodeFault.UNAUTHORISED, 0.2);
    try (Simulator simulator = start(shape(), Faults.none());
        TestDaemon daemon = daemon(simulator)) {
      var expected = new ExpectedRates(simulator.cluster());
      for (int tick = 0; tick < 9; tick++) {
        boolean missing = tick == 2 || tick >= 4 && tick <= 6;
        simulator.switchFaults(missing ? outage : Faults.none());
        compareTick(tick, simulator, daemon, expected);
      }

      assertThat(differences).isEmpty();
      assertThat(scrapesByOutcome(daemon))
          .containsEntry("unauthorized", 4L * 20)
          .containsEntry("scraped", 9L * NODES - 4 * 20);
    }
  }

  @Test
  void rates_containersRestartAndPodsAreReplaced_areTheTruthOrAbsent() throws Exception {
    Faults unrest =
        Faults.none()
            .withContainerLifetime(Duration.ofSeconds(47))
            .withPodLifetime(Duration.ofSeconds(170));
    int rates = 0;
    try (Simulator simulator = start(shape(), unrest);
        TestDaemon daemon = daemon(simulator)) {
      for (int tick = 0; tick < 8; tick++) {
        rates += compareContainerRates(simulator.cluster(), housekeep(tick, daemon), tick);
      }
    }

    assertThat(differences).isEmpty();
    // Of 7 x 2,000 possible ones; the rest had just started.
    assertThat(rates).isBetween(8_000, 13_000);
  }

  private void compareTick(int tick, Simulator simulator, TestDaemon daemon, ExpectedRates expected)
      throws Exception {
    DataBatch batch = housekeep(tick, daemon);
    SimulatedCluster cluster = simulator.cluster();
    long second = worldTime.now().getEpochSecond();
    expected.advance(tick, second, node -> cluster.fault(node) == NodeFault.NONE);
    new ExpectedTick(cluster, second, expected::isScraped, expected::isRated)
        .differences(batch)
        .forEach(difference -> differences.add("tick " + tick + ": " + difference));
  }

  private int compareContainerRates(SimulatedCluster cluster, DataBatch batch, int tick) {
    long second = worldTime.now().getEpochSecond();
    Column rates = batch.podContainers().column(PlainMetrics.CPU_USAGE_RATE);
    int compared = 0;
    for (int node = 0; node < NODES; node++) {
      for (SimulatedPod pod : cluster.pods(node, second)) {
        for (SimulatedContainer container : pod.containers()) {
          var podKey = new EntityKey.Pod(pod.namespace(), pod.name());
          var key = new EntityKey.PodContainer(podKey, container.name());
          int row = batch.podContainers().roster().rowOf(key);
          if (row < 0) {
            differences.add("tick " + tick + ": " + key.text() + " missing");
          } else if (rates.has(row)) {
            compared++;
            if (rates.longAt(row) != container.load().cpuMillicores()) {
              differences.add("tick " + tick + ": " + key.text() + " " + rates.longAt(row));
            }
          }
        }
      }
    }
    return compared;
  }

  private DataBatch housekeep(int tick, TestDaemon daemon) throws InterruptedException {
    Instant windowEnd = first.plus(RESOLUTION.multipliedBy(tick));
    worldTime.set(windowEnd);
    return daemon.housekeep(windowEnd);
  }

  private Simulator start(ClusterShape shape, Faults faults) {
    return Simulator.start(shape, Listeners.anywhere(), faults, worldTime);
  }

  private ClusterShape shape() {
    return ClusterShape.demo(first.minusSeconds(600)).resized(NODES, 10, 2);
  }

  private static TestDaemon daemon(Simulator simulator) throws InterruptedException {
    return TestDaemon.start(
        "--source=kubernetes.summary_api:%s?inClusterConfig=false&kubeletPort=%d&nodeTimeout=3s"
            .formatted(simulator.addresses().api(), simulator.addresses().kubeletPort()),
        "--metric_resolution=10s");
  }

  private static Map<String, Long> scrapesByOutcome(TestDaemon daemon) throws Exception {
    var counts = new HashMap<String, Long>();
    String prefix = "heapster_scrapes_total{outcome=\"";
    for (String line : daemon.get("/metrics").body().lines().toList()) {
      if (line.startsWith(prefix)) {
        String[] parts = line.substring(prefix.length()).split("\"} ");
        counts.put(parts[0], (long) Double.parseDouble(parts[1]));
      }
    }
    return counts;
  }

  /** Long enough ago that no tick lies in the future, recent enough for the store. */
  private static Instant firstWindowEnd() {
    long step = RESOLUTION.toMillis();
    return Instant.ofEpochMilli(System.currentTimeMillis() / step * step - 10 * step);
  }
}
