package io.heapster.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.SequenceRange;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LaneScheduleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** As elapsed time may be: about to overflow. */
  private static final long START = Long.MAX_VALUE - 10 * SECOND;

  private static final CursorState BEHIND =
      new CursorState(9, List.of(new SequenceRange(3, 5), new SequenceRange(6, 8)));

  private final LaneSchedule schedule =
      new LaneSchedule(Duration.ofSeconds(6), new SplittableRandom(1), START);

  private static Move fresh(long sequence) {
    return new Move.Try(sequence, Lane.FRESH);
  }

  private static Move backlog(long sequence) {
    return new Move.Try(sequence, Lane.BACKLOG);
  }

  @Test
  void next_freshAndBacklog_newestFirstThenOldest() {
    assertThat(schedule.next(BEHIND, 12, START)).isEqualTo(fresh(11));
    assertThat(schedule.next(BEHIND, 9, START)).isEqualTo(backlog(3));
    assertThat(schedule.next(CursorState.startAt(9), 9, START)).isEqualTo(new Move.Idle());
  }

  @Test
  void next_backlog_isSpreadEvenly() {
    schedule.begun(Lane.BACKLOG, START);
    schedule.worked(Lane.BACKLOG, START);

    assertThat(schedule.next(BEHIND, 9, START + SECOND)).isEqualTo(new Move.Wait(5 * SECOND));
    assertThat(schedule.next(BEHIND, 9, START + 6 * SECOND)).isEqualTo(backlog(3));
    assertThat(schedule.next(BEHIND, 10, START + SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void next_freshFails_backlogWaitsToo() {
    schedule.failed(Lane.FRESH, START);

    assertThat(schedule.next(BEHIND, 10, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START + SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void next_backlogFails_freshGoesOn() {
    schedule.failed(Lane.BACKLOG, START);

    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START)).isEqualTo(fresh(9));
  }

  @Test
  void putOff_anyLane_holdsBothForAsLongAsAsked() {
    schedule.putOff(Duration.ofSeconds(30), START);

    assertThat(schedule.next(BEHIND, 10, START + 30 * SECOND - 1)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 9, START + 30 * SECOND - 1)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START + 31 * SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void putOff_forADay_isCutToAQuarterOfAnHour() {
    schedule.putOff(Duration.ofDays(1), START);

    assertThat(schedule.next(BEHIND, 10, START + 901 * SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void worked_freshAfterFailures_letsTheBacklogGoOn() {
    for (int attempt = 0; attempt < 8; attempt++) {
      schedule.failed(Lane.BACKLOG, START);
      schedule.failed(Lane.FRESH, START);
    }
    schedule.worked(Lane.FRESH, START);

    assertThat(schedule.next(BEHIND, 9, START)).isEqualTo(backlog(3));
  }

  @Test
  void last_afterAFailure_isTheEnd() {
    assertThat(schedule.last(BEHIND, 10)).isEqualTo(fresh(9));
    schedule.begun(Lane.BACKLOG, START);
    assertThat(schedule.last(BEHIND, 9)).isEqualTo(backlog(3));

    schedule.failed(Lane.BACKLOG, START);
    assertThat(schedule.last(BEHIND, 10)).isEqualTo(fresh(9));
    assertThat(schedule.last(BEHIND, 9)).isEqualTo(new Move.End());

    schedule.failed(Lane.FRESH, START);
    assertThat(schedule.last(BEHIND, 10)).isEqualTo(new Move.End());
  }
}
