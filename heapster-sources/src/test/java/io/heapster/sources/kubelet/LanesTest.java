package io.heapster.sources.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanesTest {

  @ParameterizedTest
  @CsvSource({
    // places, processors -> lanes
    "64, 64, 4",
    "64, 2, 2",
    "64, 1, 1",
    "47, 64, 2",
    "1, 64, 1",
    "10000, 64, 4",
  })
  void count_leavesEachLaneAFairNumberOfPlaces(int places, int processors, int lanes) {
    assertThat(Lanes.count(places, processors)).isEqualTo(lanes);
  }
}
