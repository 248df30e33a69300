package io.heapster.sources.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodePhaseTest {

  @ParameterizedTest
  @CsvSource({"5,60,40", "100,60,800", "5000,60,10000", "5000,120,10000", "5000,30,5000"})
  void spread_growsWithNodesUpToItsBounds(int nodes, int resolutionSeconds, long millis) {
    assertThat(NodePhase.spread(nodes, Duration.ofSeconds(resolutionSeconds)).toMillis())
        .isEqualTo(millis);
  }

  @Test
  void offset_ofManySimilarNames_fillsTheSpreadEvenly() {
    int[] perTenth = new int[10];
    for (int i = 0; i < 5000; i++) {
      perTenth[(int) (NodePhase.of("node-" + i).offsetNanos(1000) / 100)]++;
    }
    assertThat(Arrays.stream(perTenth).boxed()).allMatch(count -> count > 400 && count < 600);
  }

  @Test
  void share_ofManySimilarNames_isEven() {
    int[] shares = new int[3];
    for (int i = 0; i < 3000; i++) {
      shares[NodePhase.of("10.0.0." + i).share(3)]++;
    }
    assertThat(Arrays.stream(shares).boxed()).allMatch(count -> count > 900 && count < 1100);
  }

  @Test
  void offset_sameName_isTheSame() {
    assertThat(NodePhase.of("n1")).isEqualTo(NodePhase.of("n1"));
  }
}
