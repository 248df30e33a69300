package io.heapster.sources.simulated.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CpuSwingTest {
  private static final long START = 1_700_000_000;
  private static final long AN_HOUR = 3_600;
  private static final ClusterShape STEADY = ClusterShape.demo(Instant.ofEpochSecond(START));
  private static final SimulatedCluster CLUSTER =
      new SimulatedCluster(STEADY.withCpuSwing(100), Faults.none());

  private static List<SimulatedContainer> containers(int node) {
    return CLUSTER.pods(node, START).stream().flatMap(pod -> pod.containers().stream()).toList();
  }

  @Test
  void use_ofAnyContainer_staysAboveNothingAndBelowItsLimit() {
    for (SimulatedContainer container : containers(0)) {
      long limit = container.resources().cpuLimitMillicores();
      for (long second = START; second < START + AN_HOUR; second++) {
        assertThat(container.load().cpuMillicoresAt(second))
            .isBetween(0L, limit == 0 ? Long.MAX_VALUE : limit);
      }
    }
  }

  @Test
  void counters_neverFall() {
    for (SimulatedContainer container : containers(1)) {
      assertThat(LongStream.range(START, START + AN_HOUR).map(container::cpuNanos).toArray())
          .isSorted();
    }
    SimulatedNode node = CLUSTER.nodes().get(1);
    assertThat(LongStream.range(START, START + AN_HOUR).map(node::cpuNanos).toArray()).isSorted();
  }

  @Test
  void counters_growByWhatIsInUse() {
    for (SimulatedContainer container : containers(2)) {
      for (long second = START; second < START + AN_HOUR; second += 7) {
        double grown = container.cpuNanos(second + 1) - container.cpuNanos(second - 1);
        assertThat(grown / 2 / Load.NANOS_PER_MILLICORE_SECOND)
            .isCloseTo(container.load().cpuMillicoresAt(second), within(1.0));
      }
    }
  }

  @Test
  void nodes_useWhatTheirPodsUseAndWhatTheMachineDoes() {
    for (SimulatedNode node : CLUSTER.nodes()) {
      List<SimulatedPod> pods = CLUSTER.pods(node.index(), START);
      long machine = node.cpuMillicores() - node.podsMillicores();
      double used = 0;
      for (SimulatedPod pod : pods) {
        used += pod.cpuNanos(START + 60) - pod.cpuNanos(START);
      }
      double seen = node.cpuNanos(START + 60) - node.cpuNanos(START);
      double expected = used + machine * 60.0 * Load.NANOS_PER_MILLICORE_SECOND;
      // Each counter is rounded down to a nanosecond.
      assertThat(seen).isCloseTo(expected, within(2.0 * CLUSTER.shape().podsPerNode() + 4));
      assertThat(node.podsNanos(START + 60) - node.podsNanos(START))
          .isCloseTo((long) used, within(60L));
    }
  }

  @Test
  void cluster_seenOverTenMinutes_moves() {
    long[] use =
        LongStream.range(START, START + 600)
            .map(second ->
                CLUSTER.nodes().stream().mapToLong(node -> node.cpuMillicoresAt(second)).sum())
            .toArray();
    long mean = CLUSTER.nodes().stream().mapToLong(SimulatedNode::cpuMillicores).sum();

    assertThat(LongStream.of(use).max().orElseThrow()).isGreaterThan(mean * 110 / 100);
    assertThat(LongStream.of(use).min().orElseThrow()).isLessThan(mean * 90 / 100);
  }

  @Test
  void steadyCluster_hasTheSameMeans() {
    var steady = new SimulatedCluster(STEADY, Faults.none());
    for (SimulatedNode node : steady.nodes()) {
      assertThat(node.cpuMillicores())
          .isEqualTo(CLUSTER.nodes().get(node.index()).cpuMillicores())
          .isEqualTo(node.cpuMillicoresAt(START + 17));
      assertThat(node.cpuNanos(START + 60) - node.cpuNanos(START))
          .isEqualTo(node.cpuMillicores() * 60 * Load.NANOS_PER_MILLICORE_SECOND);
    }
  }
}
