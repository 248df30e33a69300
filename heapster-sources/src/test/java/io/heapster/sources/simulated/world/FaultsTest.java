package io.heapster.sources.simulated.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");

  @Test
  void nodesWith_sharesOfAHundredNodes_areMetExactly() {
    Faults faults =
        Faults.none()
            .with(NodeFault.DEAD, 0.05)
            .with(NodeFault.SLOW, 0.05)
            .with(NodeFault.MALFORMED, 0.01);
    var cluster = new SimulatedCluster(ClusterShape.tiny(EPOCH).resized(100, 2, 1), faults);

    assertThat(cluster.nodesWith(NodeFault.DEAD)).hasSize(5);
    assertThat(cluster.nodesWith(NodeFault.SLOW)).hasSize(5);
    assertThat(cluster.nodesWith(NodeFault.MALFORMED)).hasSize(1);
    assertThat(cluster.nodesWith(NodeFault.NONE)).hasSize(89);
  }

  @Test
  void nodesWith_everyNodeDead_isEveryNode() {
    var cluster =
        new SimulatedCluster(ClusterShape.tiny(EPOCH), Faults.none().with(NodeFault.DEAD, 1));

    assertThat(cluster.nodesWith(NodeFault.DEAD)).containsExactly(0, 1, 2);
  }

  @Test
  void misses_everyThird_meetsEachNodeOnceInThree() {
    Faults faults = Faults.none().withGapEvery(3);
    for (int node = 0; node < 7; node++) {
      int missed = 0;
      for (int scrape = 0; scrape < 30; scrape++) {
        missed += faults.misses(node, scrape) ? 1 : 0;
      }
      assertThat(missed).isEqualTo(10);
    }
    assertThat(Faults.none().misses(0, 0)).isFalse();
  }

  @Test
  void constructor_badValues_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.none().with(NodeFault.DEAD, -0.1))
        .withMessageContaining("DEAD nodes is -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.none().with(NodeFault.DEAD, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.none().with(NodeFault.DEAD, 0.6).with(NodeFault.SLOW, 0.5))
        .withMessageContaining("add up to 1.1");
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().with(NodeFault.NONE, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().withGapEvery(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.none().withPodLifetime(Duration.ofSeconds(-1)))
        .withMessageContaining("podLifetime");
  }
}
