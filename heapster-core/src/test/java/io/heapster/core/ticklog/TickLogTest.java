package io.heapster.core.ticklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import io.heapster.core.ticklog.TickRecord.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TickLogTest {
  private final TickLog log = new TickLog();

  private static TickRecord record(int second) {
    Instant at = Instant.ofEpochSecond(second);
    var stages = new StageTimes(Duration.ofMillis(1), null, null, null);
    return new TickRecord(at, at, stages, List.of(), null, null, "because");
  }

  private static List<Long> seconds(List<TickRecord> records) {
    return records.stream().map(each -> each.timestamp().getEpochSecond()).toList();
  }

  @Test
  void newest_noneAdded_isEmpty() {
    assertThat(log.newest()).isEmpty();
    assertThat(log.last(10)).isEmpty();
  }

  @Test
  void add_moreThanItHolds_forgetsTheOldest() {
    for (int second = 1; second <= TickLog.CAPACITY + 3; second++) {
      log.add(record(second));
    }

    assertThat(log.last(TickLog.CAPACITY)).hasSize(TickLog.CAPACITY);
    assertThat(log.last(TickLog.CAPACITY).getFirst().timestamp())
        .isEqualTo(Instant.ofEpochSecond(4));
    assertThat(log.newest()).contains(record(TickLog.CAPACITY + 3));
  }

  @Test
  void last_fewerAskedThanThere_givesTheNewestOldestFirst() {
    for (int second = 1; second <= 5; second++) {
      log.add(record(second));
    }

    assertThat(seconds(log.last(2))).containsExactly(4L, 5L);
    assertThat(seconds(log.last(100))).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void all_addedToLater_doesNotChange() {
    log.add(record(1));
    List<TickRecord> before = log.last(TickLog.CAPACITY);

    log.add(record(2));

    assertThat(seconds(before)).containsExactly(1L);
  }

  @Test
  void report_moreNodesThanItMayName_isRefused() {
    List<SlowNode> many =
        Collections.nCopies(
            ScrapeReport.MOST_SLOWEST + 1, new SlowNode("n", Duration.ZERO, "scraped"));

    assertThatThrownBy(() -> new ScrapeReport(Map.of(), many, List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 slow");
  }
}
