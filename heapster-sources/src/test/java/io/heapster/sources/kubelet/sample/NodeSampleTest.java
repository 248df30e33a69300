package io.heapster.sources.kubelet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.Labels;
import org.junit.jupiter.api.Test;

/** The arrays follow what scrapes need, up at once and down after a while. */
final class NodeSampleTest {
  private static final int HUGE = 100_000;
  private static final int ORDINARY = 3_000;
  private static final int MANY_SCRAPES = 30;

  private final NodeSample sample = new NodeSample();

  private void scrape(int size) {
    sample.reset();
    for (int i = 0; i < size; i++) {
      int entity = sample.addEntity(EntityKind.POD, NodeSample.NO_PARENT);
      sample.name(entity, "pod-" + i);
      sample.put(entity, PlainMetrics.CPU_USAGE, i);
      int series = sample.addSeries(entity, Labels.EMPTY);
      sample.putSeries(series, PlainMetrics.CPU_USAGE, i);
    }
  }

  @Test
  void reset_longAfterAHugeScrape_gaveTheMemoryBack() {
    scrape(HUGE);
    assertThat(sample.capacity()).isGreaterThanOrEqualTo(4 * HUGE);
    for (int i = 0; i < MANY_SCRAPES; i++) {
      scrape(ORDINARY);
    }
    assertThat(sample.capacity()).isBetween(4 * ORDINARY, 4 * 4 * ORDINARY);
    assertThat(sample.entities()).isEqualTo(ORDINARY);
    assertThat(sample.name(ORDINARY - 1)).isEqualTo("pod-2999");
    assertThat(sample.valueBits(ORDINARY - 1)).isEqualTo(ORDINARY - 1);
    assertThat(sample.seriesBits(ORDINARY - 1)).isEqualTo(ORDINARY - 1);
  }

  @Test
  void reset_hugeEveryOtherScrape_keepsTheArrays() {
    scrape(HUGE);
    int capacity = sample.capacity();
    for (int i = 0; i < MANY_SCRAPES; i++) {
      scrape(i % 2 == 0 ? ORDINARY : HUGE);
      assertThat(sample.capacity()).isEqualTo(capacity);
    }
  }

  @Test
  void reset_emptyScrapes_keepsSmallArrays() {
    scrape(RecentUse.ALWAYS_KEPT);
    int capacity = sample.capacity();
    for (int i = 0; i < MANY_SCRAPES; i++) {
      scrape(0);
    }
    assertThat(sample.capacity()).isBetween(4 * RecentUse.ALWAYS_KEPT, capacity);
    assertThat(sample.entities()).isZero();
  }
}
