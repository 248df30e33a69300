package io.heapster.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.SequenceRange;
import java.time.Duration;
import java.util.ArrayList;
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
      new LaneSchedule(Duration.ofSeconds(6), new SplittableRandom(1), 0, START);

  private static Move.Try fresh(long sequence) {
    return new Move.Try(sequence, Lane.FRESH);
  }

  private static Move.Try backlog(long sequence) {
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
    schedule.begun(backlog(3), START);
    schedule.worked(Lane.BACKLOG, START);

    assertThat(schedule.next(BEHIND, 9, START + SECOND)).isEqualTo(new Move.Wait(5 * SECOND));
    assertThat(schedule.next(BEHIND, 9, START + 6 * SECOND)).isEqualTo(backlog(3));
    assertThat(schedule.next(BEHIND, 10, START + SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void next_freshFails_backlogWaitsToo() {
    schedule.failed(fresh(9), START);

    assertThat(schedule.next(BEHIND, 10, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START + SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void next_backlogFails_freshGoesOn() {
    schedule.failed(backlog(3), START);

    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START)).isEqualTo(fresh(9));
  }

  @Test
  void putOff_anyLane_holdsBothForAsLongAsAsked() {
    schedule.putOff(fresh(9), Duration.ofSeconds(30), START);

    assertThat(schedule.next(BEHIND, 10, START + 30 * SECOND - 1)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 9, START + 30 * SECOND - 1)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START + 31 * SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void putOff_forADay_isCutToAQuarterOfAnHour() {
    schedule.putOff(fresh(9), Duration.ofDays(1), START);

    assertThat(schedule.next(BEHIND, 10, START + 901 * SECOND)).isEqualTo(fresh(9));
  }

  @Test
  void worked_freshAfterFailures_letsTheBacklogGoOn() {
    for (int attempt = 0; attempt < 8; attempt++) {
      schedule.failed(backlog(3), START);
      schedule.failed(fresh(9), START);
    }
    schedule.worked(Lane.FRESH, START);

    assertThat(schedule.next(BEHIND, 9, START)).isEqualTo(backlog(3));
  }

  @Test
  void last_afterAFailure_isTheEnd() {
    assertThat(schedule.last(BEHIND, 10)).isEqualTo(fresh(9));
    schedule.begun(backlog(3), START);
    assertThat(schedule.last(BEHIND, 9)).isEqualTo(backlog(3));

    schedule.failed(backlog(3), START);
    assertThat(schedule.last(BEHIND, 10)).isEqualTo(fresh(9));
    assertThat(schedule.last(BEHIND, 9)).isEqualTo(new Move.End());

    schedule.failed(fresh(9), START);
    assertThat(schedule.last(BEHIND, 10)).isEqualTo(new Move.End());
  }

  /** The old batches that are tried in turn, each failing. */
  private static List<Move> failingInTurn(LaneSchedule schedule, int attempts) {
    var tried = new ArrayList<Move>();
    long now = START;
    for (int attempt = 0; attempt < attempts; attempt++) {
      now += 3600 * SECOND;
      Move move = schedule.next(BEHIND, 9, now);
      tried.add(move);
      schedule.begun((Move.Try) move, now);
      schedule.failed((Move.Try) move, now);
    }
    return tried;
  }

  @Test
  void next_oneOldBatchKeepsFailing_othersHaveTheirTurn() {
    assertThat(failingInTurn(schedule, 8))
        .containsExactly(
            backlog(3),
            backlog(3),
            backlog(3),
            backlog(4),
            backlog(6),
            backlog(7),
            backlog(3),
            backlog(4));
  }

  @Test
  void next_otherOldBatchWorks_goesOnBehindIt() {
    failingInTurn(schedule, 3);
    long now = START + 10 * 3600 * SECOND;
    schedule.begun(backlog(4), now);
    schedule.worked(Lane.BACKLOG, now);

    var rest = new CursorState(9, List.of(new SequenceRange(3, 4), new SequenceRange(6, 8)));
    assertThat(schedule.next(rest, 9, now + 6 * SECOND)).isEqualTo(backlog(6));
  }

  @Test
  void worked_freshAfterAnOutage_beginsWithTheOldestAgain() {
    failingInTurn(schedule, 4);
    schedule.failed(fresh(9), START);
    schedule.worked(Lane.FRESH, START + 20 * 3600 * SECOND);

    assertThat(schedule.next(BEHIND, 9, START + 20 * 3600 * SECOND)).isEqualTo(backlog(3));
  }

  @Test
  void putOff_oldBatchWithoutAWish_freshGoesOn() {
    schedule.putOff(backlog(3), Duration.ZERO, START);

    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START)).isEqualTo(fresh(9));
  }

  @Test
  void putOff_oldBatchWithAWish_holdsBoth() {
    schedule.putOff(backlog(3), Duration.ofSeconds(30), START);

    assertThat(schedule.next(BEHIND, 10, START + 29 * SECOND)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 9, START + 29 * SECOND)).isInstanceOf(Move.Wait.class);
  }

  @Test
  void held_oldBatch_freshGoesOn() {
    schedule.held(backlog(3), START);

    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 10, START)).isEqualTo(fresh(9));
  }

  @Test
  void held_freshBatch_holdsBoth() {
    schedule.held(fresh(9), START);

    assertThat(schedule.next(BEHIND, 10, START)).isInstanceOf(Move.Wait.class);
    assertThat(schedule.next(BEHIND, 9, START)).isInstanceOf(Move.Wait.class);
  }

  @Test
  void failed_newestOfAnEarlierProcessCannotBeRead_othersHaveTheirTurn() {
    var restarted = new LaneSchedule(Duration.ofSeconds(6), new SplittableRandom(1), 9, START);
    restarted.failed(backlog(8), START);

    assertThat(restarted.next(CursorState.startAt(3).skipTo(9), 9, START + 3600 * SECOND))
        .isEqualTo(backlog(3));
  }

  @Test
  void next_batchesOfAnEarlierProcess_newestFirstAsBacklog() {
    var restarted = new LaneSchedule(Duration.ofSeconds(6), new SplittableRandom(1), 9, START);
    CursorState old = CursorState.startAt(3).skipTo(9);

    assertThat(restarted.next(old, 9, START)).isEqualTo(backlog(8));
    restarted.begun(backlog(8), START);
    assertThat(restarted.next(old.delivered(8), 9, START + 6 * SECOND)).isEqualTo(backlog(3));
    assertThat(restarted.next(old, 10, START)).isEqualTo(fresh(9));
  }
}
