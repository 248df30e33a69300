package io.heapster.sources.simulated.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClusterShapeTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00.75Z");

  @Test
  void named_knownWorlds_haveTheirSize() {
    assertThat(ClusterShape.named("large", EPOCH).nodes()).isEqualTo(1_000);
    ClusterShape maximum = ClusterShape.named("maximum", EPOCH);
    assertThat(maximum.nodes() * maximum.podsPerNode()).isEqualTo(150_000);
    assertThat(maximum.epoch()).isEqualTo(Instant.parse("2026-11-21T05:00:00Z"));
  }

  @Test
  void named_unknownWorld_isRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterShape.named("huge", EPOCH))
        .withMessageContaining("\"huge\"")
        .withMessageContaining("[demo, large, maximum, tiny]");
  }

  @Test
  void constructor_sizeOutOfRange_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterShape.tiny(EPOCH).resized(64_001, 1, 1))
        .withMessage("nodes is 64001: give 1 to 64000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterShape.tiny(EPOCH).withNamespaces(1))
        .withMessageContaining("namespaces");
  }
}
