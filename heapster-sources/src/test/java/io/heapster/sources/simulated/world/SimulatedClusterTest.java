package io.heapster.sources.simulated.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SimulatedClusterTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");
  private static final long START = EPOCH.getEpochSecond();

  private static SimulatedCluster tiny(Faults faults) {
    return new SimulatedCluster(ClusterShape.tiny(EPOCH), faults);
  }

  @Test
  void nodeAt_everyNodesAddress_isThatNode() {
    var cluster =
        new SimulatedCluster(ClusterShape.tiny(EPOCH).resized(64_000, 1, 1), Faults.none());
    var addresses = new HashSet<String>();
    for (SimulatedNode node : cluster.nodes()) {
      InetAddress address = InetAddress.ofLiteral(node.address());
      assertThat(cluster.nodeAt(address.getAddress())).isEqualTo(node.index());
      assertThat(address.isLoopbackAddress()).isTrue();
      assertThat(addresses.add(node.address())).isTrue();
    }
    assertThat(addresses).doesNotContain("127.0.0.1", "127.0.0.0");
  }

  @Test
  void nodeAt_addressOfNoNode_isNone() {
    SimulatedCluster cluster = tiny(Faults.none());
    for (String address : List.of("127.0.0.1", "127.1.0.4", "127.1.0.0", "10.1.0.1", "::1")) {
      assertThat(cluster.nodeAt(InetAddress.ofLiteral(address).getAddress()))
          .as(address)
          .isEqualTo(-1);
    }
  }

  @Test
  void pods_largestCluster_haveNamesOfTheirOwn() {
    var cluster = new SimulatedCluster(ClusterShape.maximum(EPOCH), Faults.none());
    Set<String> keys = new HashSet<>();
    Set<String> uids = new HashSet<>();
    for (int node = 0; node < cluster.nodes().size(); node++) {
      for (SimulatedPod pod : cluster.pods(node, START)) {
        keys.add(pod.namespace() + "/" + pod.name());
        uids.add(pod.uid());
      }
    }
    assertThat(keys).hasSize(150_000);
    assertThat(uids).hasSize(150_000);
  }

  @Test
  void pods_anyNode_lookLikeThoseOfARealCluster() {
    List<SimulatedPod> pods = tiny(Faults.none()).pods(1, START);

    assertThat(pods).hasSize(6);
    assertThat(pods.get(0).namespace()).isEqualTo("kube-system");
    assertThat(pods.get(0).name()).matches("kube-proxy-[a-z0-9]{5}");
    assertThat(pods.get(0).address()).isEqualTo("127.1.0.2");
    assertThat(pods.get(0).traffic()).isEqualTo(Traffic.NONE);
    assertThat(pods.get(5).namespace()).isNotEqualTo("kube-system");
    assertThat(pods.get(5).name()).matches("[a-z]+-[a-z0-9]{10}-[a-z0-9]{5}");
    assertThat(pods.get(5).uid())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(pods).allMatch(pod -> pod.start() < START);
  }

  @Test
  void nodes_whateverTheShape_haveRoomForWhatTheirPodsUseAndAskFor() {
    for (ClusterShape shape :
        List.of(
            ClusterShape.tiny(EPOCH),
            ClusterShape.demo(EPOCH),
            ClusterShape.demo(EPOCH).withSeed(7))) {
      var cluster = new SimulatedCluster(shape, Faults.none());
      for (SimulatedNode node : cluster.nodes()) {
        long requested = 0;
        for (SimulatedPod pod : cluster.pods(node.index(), START)) {
          for (SimulatedContainer container : pod.containers()) {
            requested += container.resources().cpuRequestMillicores();
          }
        }
        assertThat(node.allocatableMillicores())
            .as(node.name())
            .isGreaterThan(node.cpuMillicores())
            .isGreaterThan(requested);
      }
    }
  }

  @Test
  void containers_theirLoad_staysWithinTheirLimits() {
    var cluster = new SimulatedCluster(ClusterShape.demo(EPOCH), Faults.none());
    int limited = 0;
    for (SimulatedNode node : cluster.nodes()) {
      for (SimulatedPod pod : cluster.pods(node.index(), START)) {
        for (SimulatedContainer container : pod.containers()) {
          Resources resources = container.resources();
          if (resources.cpuLimitMillicores() > 0) {
            limited++;
            assertThat(container.load().cpuMillicores())
                .isLessThanOrEqualTo(resources.cpuLimitMillicores());
          }
          if (resources.memoryLimitBytes() > 0) {
            assertThat(container.load().memoryUsageBytes(START))
                .isLessThanOrEqualTo(resources.memoryLimitBytes());
          }
        }
      }
    }
    assertThat(limited).isPositive();
  }

  @Test
  void pods_sameQuestion_sameAnswerFromAnotherInstance() {
    Faults faults =
        Faults.none()
            .withPodLifetime(Duration.ofMinutes(3))
            .withContainerLifetime(Duration.ofSeconds(50));
    for (long second = START; second < START + 1_000; second += 37) {
      assertThat(tiny(faults).pods(2, second)).isEqualTo(tiny(faults).pods(2, second));
    }
  }

  @Test
  void pods_otherSeed_areOtherPods() {
    var other = new SimulatedCluster(ClusterShape.tiny(EPOCH).withSeed(2), Faults.none());

    assertThat(other.pods(0, START).get(0).uid())
        .isNotEqualTo(tiny(Faults.none()).pods(0, START).get(0).uid());
  }

  @Test
  void container_memory_staysBelowItsLimit() {
    var cluster = new SimulatedCluster(ClusterShape.demo(EPOCH), Faults.none());
    for (int node = 0; node < cluster.nodes().size(); node++) {
      for (SimulatedPod pod : cluster.pods(node, START)) {
        for (SimulatedContainer container : pod.containers()) {
          long limit = container.resources().memoryLimitBytes();
          for (long second = START; second < START + 2_000; second += 111) {
            assertThat(container.load().memoryUsageBytes(second))
                .isGreaterThanOrEqualTo(container.load().workingSetBytes(second))
                .isLessThan(limit == 0 ? Long.MAX_VALUE : limit);
          }
        }
      }
    }
  }

  @Test
  void pod_churn_isReplacedOnceALifetime() {
    SimulatedCluster cluster = tiny(Faults.none().withPodLifetime(Duration.ofMinutes(2)));
    for (int slot = 0; slot < 6; slot++) {
      SimulatedPod before = cluster.pod(0, slot, START);
      SimulatedPod after = cluster.pod(0, slot, START + 120);
      SimulatedPod later = cluster.pod(0, slot, START + 240);

      assertThat(after.generation()).isEqualTo(1);
      assertThat(later.start()).isEqualTo(after.start() + 120);
      assertThat(Set.of(before.name(), after.name(), later.name())).hasSize(3);
      assertThat(after.workload()).isEqualTo(before.workload());
      assertThat(cluster.pod(0, slot, after.start() - 1).name()).isEqualTo(before.name());
      assertThat(cluster.pod(0, slot, after.start()).name()).isEqualTo(after.name());
      assertThat(cluster.hasChanged(0, slot, after.start() - 1, after.start())).isTrue();
      assertThat(cluster.hasChanged(0, slot, after.start(), after.start() + 1)).isFalse();
    }
  }

  @Test
  void container_restarts_countFromNothingAgain() {
    SimulatedCluster cluster = tiny(Faults.none().withContainerLifetime(Duration.ofSeconds(90)));
    SimulatedPod first = cluster.pod(1, 4, START);
    SimulatedPod second = cluster.pod(1, 4, START + 90);
    for (int i = 0; i < 2; i++) {
      SimulatedContainer before = first.containers().get(i);
      SimulatedContainer after = second.containers().get(i);

      assertThat(after.restartCount()).isEqualTo(before.restartCount() + 1);
      assertThat(after.start()).isBetween(START + 1, START + 90);
      assertThat(after.cpuNanos(after.start())).isZero();
      assertThat(after.load()).isEqualTo(before.load());
    }
    assertThat(second.name()).isEqualTo(first.name());
    assertThat(second.cpuNanos(START + 90)).isGreaterThan(first.cpuNanos(START + 89));
  }

  @Test
  void withFaults_churnSwitchedOnLater_keepsWhatWas() {
    SimulatedCluster before = tiny(Faults.none());
    long since = START + 500;
    SimulatedCluster after =
        before.withFaults(
            Faults.none().withPodLifetime(Duration.ofMinutes(1)), Instant.ofEpochSecond(since));

    assertThat(after.pods(0, since)).isEqualTo(before.pods(0, since));
    assertThat(after.pods(0, since + 60))
        .noneMatch(pod -> pod.name().equals(before.pod(0, pod.slot(), since).name()));
    SimulatedCluster calm = after.withFaults(Faults.none(), Instant.ofEpochSecond(since + 60));
    assertThat(calm.pods(0, since + 9_000)).isEqualTo(after.pods(0, since + 60));
  }

  @Test
  void truth_sumsByNamespaceAndNode_meetInTheCluster() {
    var cluster = new SimulatedCluster(ClusterShape.demo(EPOCH), Faults.none());
    Truth truth = cluster.truth(START + 77);
    Totals byNode = Totals.NONE;
    for (SimulatedNode node : cluster.nodes()) {
      byNode = byNode.plus(truth.node(node.index()));
      assertThat(node.podsMillicores()).isEqualTo(truth.node(node.index()).cpuMillicores());
      assertThat(node.cpuMillicores()).isLessThan(node.allocatableMillicores());
      assertThat(truth.nodeMemoryUsageBytes(node.index())).isLessThan(node.memoryBytes());
    }
    Totals byNamespace = Totals.NONE;
    for (String namespace : cluster.namespaces()) {
      Totals sum = truth.namespace(namespace, node -> true);
      assertThat(sum.pods()).as(namespace).isPositive();
      byNamespace = byNamespace.plus(sum);
    }
    assertThat(byNode).isEqualTo(byNamespace).isEqualTo(truth.cluster(node -> true));
    assertThat(byNode.pods()).isEqualTo(240);
    assertThat(byNode.resources().memoryRequestBytes()).isPositive();
    assertThat(truth.cluster(node -> node == 4)).isEqualTo(truth.node(4));
  }

  @Test
  void sampleSecond_withAnInterval_isOnTheNodesOwnGrid() {
    var cluster =
        new SimulatedCluster(
            ClusterShape.demo(EPOCH).withSampleInterval(Duration.ofSeconds(12)), Faults.none());
    var phases = new HashSet<Long>();
    for (SimulatedNode node : cluster.nodes()) {
      long sampled = cluster.sampleSecond(node.index(), START);
      assertThat(sampled).isBetween(START - 11, START);
      assertThat(cluster.sampleSecond(node.index(), sampled + 11)).isEqualTo(sampled);
      assertThat(cluster.sampleSecond(node.index(), sampled + 12)).isEqualTo(sampled + 12);
      phases.add(sampled % 12);
    }
    assertThat(phases).hasSizeGreaterThan(5);
    assertThat(tiny(Faults.none()).sampleSecond(0, START + 5)).isEqualTo(START + 5);
  }
}
