package io.heapster.sinks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.testing.BatchScript;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  private final Progress progress = new Progress();

  private static DataBatch batch(int minute, long uptime) {
    var node = new EntityKey.Node("n1");
    return BatchScript.at(T.plusSeconds(60L * minute))
        .entity(node, Map.of("nodename", "n1"))
        .value(node, PlainMetrics.UPTIME, uptime)
        .build();
  }

  private BatchMemory fail(DataBatch batch, Lane lane) {
    BatchMemory memory = progress.begin(batch, lane);
    memory.finished(0);
    progress.failed(batch, memory);
    return memory;
  }

  private boolean isRemembered(DataBatch batch, Lane lane) {
    return progress.begin(batch, lane).isDone(0);
  }

  @Test
  void begin_sameBatchReadAnew_isRemembered() {
    fail(batch(1, 7), Lane.FRESH);

    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isTrue();
    fail(batch(1, 7), Lane.BACKLOG);
    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isTrue();
  }

  @Test
  void begin_otherBatchOfTheSameTime_beginsAnew() {
    fail(batch(1, 7), Lane.FRESH);

    assertThat(isRemembered(batch(1, 8), Lane.FRESH)).isFalse();
    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isTrue();
  }

  @Test
  void begin_laterBatchOfTheBacklog_forgetsThoseThatWereDropped() {
    fail(batch(1, 7), Lane.BACKLOG);
    fail(batch(3, 7), Lane.FRESH);

    assertThat(isRemembered(batch(2, 7), Lane.BACKLOG)).isFalse();

    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isFalse();
    assertThat(isRemembered(batch(3, 7), Lane.BACKLOG)).isTrue();
  }

  @Test
  void begin_fresherBatch_forgetsNone() {
    fail(batch(1, 7), Lane.FRESH);

    assertThat(isRemembered(batch(2, 7), Lane.FRESH)).isFalse();
    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isTrue();
  }

  @Test
  void begin_batchThatWasDelivered_isAReplayThatSendsAllAnew() {
    progress.finished(batch(1, 7));
    fail(batch(2, 7), Lane.FRESH);

    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isFalse();
    assertThat(isRemembered(batch(2, 7), Lane.BACKLOG)).isFalse();

    // What fails amid the replay is gone on with, as always.
    fail(batch(1, 7), Lane.BACKLOG);
    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isTrue();
  }

  @Test
  void failed_more_forgetsTheOldest() {
    for (int minute = 0; minute <= Progress.REMEMBERED; minute++) {
      fail(batch(minute, 7), Lane.FRESH);
    }

    assertThat(isRemembered(batch(0, 7), Lane.BACKLOG)).isFalse();
    assertThat(isRemembered(batch(1, 7), Lane.BACKLOG)).isTrue();
  }
}
