package io.heapster.sinks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import org.junit.jupiter.api.Test;

final class DemoTickTest {

  @Test
  void demo_secondTick_holdsRatesOfEveryContainer() {
    DataBatch batch = DemoTick.demo();

    assertThat(batch.coverage().scraped()).isEqualTo(20);
    assertThat(batch.podContainers().size()).isEqualTo(480);
    for (int row = 0; row < 480; row++) {
      assertThat(batch.podContainers().column(PlainMetrics.CPU_USAGE_RATE).has(row)).isTrue();
    }
  }
}
