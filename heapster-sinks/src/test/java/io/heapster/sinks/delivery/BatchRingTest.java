package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import io.heapster.sinks.delivery.BatchRing.Cursor;
import io.heapster.sinks.delivery.BatchRing.Taken;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class BatchRingTest {
  private final BatchRing ring = new BatchRing(3);

  private static DataBatch batch(int second) {
    return DataBatch.empty(Instant.ofEpochSecond(second));
  }

  private void append(int from, int to) {
    for (int second = from; second <= to; second++) {
      assertThat(ring.append(batch(second))).isTrue();
    }
  }

  private static long second(Taken taken) {
    return taken.batch().timestamp().getEpochSecond();
  }

  @Test
  void take_batchesWithinCapacity_comeInOrderWithoutLoss() throws Exception {
    Cursor cursor = ring.newCursor();
    append(1, 3);

    for (int second = 1; second <= 3; second++) {
      Taken taken = cursor.take().orElseThrow();
      assertThat(second(taken)).isEqualTo(second);
      assertThat(taken.lost()).isZero();
    }
  }

  @Test
  void take_moreBatchesThanCapacity_skipsTheOldestAndTellsHowMany() throws Exception {
    Cursor cursor = ring.newCursor();
    append(1, 10);

    Taken taken = cursor.take().orElseThrow();

    assertThat(second(taken)).isEqualTo(8);
    assertThat(taken.lost()).isEqualTo(7);
    assertThat(cursor.take().orElseThrow().lost()).isZero();
  }

  @Test
  void size_everyCursorPassed_holdsNothing() throws Exception {
    Cursor fast = ring.newCursor();
    Cursor slow = ring.newCursor();
    append(1, 2);
    fast.take();
    fast.take();
    assertThat(ring.size()).isEqualTo(2);

    slow.take();
    assertThat(ring.size()).isEqualTo(1);
    slow.take();
    assertThat(ring.size()).isZero();
  }

  @Test
  void size_noCursor_holdsNothing() {
    append(1, 5);

    assertThat(ring.size()).isZero();
  }

  @Test
  void size_cursorNeverMoves_staysAtCapacity() {
    Cursor stuck = ring.newCursor();
    append(1, 1_000);

    assertThat(ring.size()).isEqualTo(3);
    assertThat(stuck.lag()).isEqualTo(3);
  }

  @Test
  void newCursor_batchesAppendedBefore_areNotItsOwn() throws Exception {
    ring.newCursor();
    append(1, 2);
    Cursor late = ring.newCursor();
    assertThat(late.lag()).isZero();
    append(3, 3);

    assertThat(second(late.take().orElseThrow())).isEqualTo(3);
  }

  @Test
  void take_nothingThere_waitsForTheNextBatch() throws Exception {
    Cursor cursor = ring.newCursor();
    var taken = new CompletableFuture<Optional<Taken>>();
    Thread reader = Thread.ofVirtual().start(() -> complete(taken, cursor));
    until(() -> reader.getState() == Thread.State.WAITING);

    append(7, 7);

    assertThat(second(taken.get().orElseThrow())).isEqualTo(7);
  }

  @Test
  void close_readerWaits_endsIt() throws Exception {
    Cursor cursor = ring.newCursor();
    var taken = new CompletableFuture<Optional<Taken>>();
    Thread reader = Thread.ofVirtual().start(() -> complete(taken, cursor));
    until(() -> reader.getState() == Thread.State.WAITING);

    ring.close();

    assertThat(taken.get()).isEmpty();
  }

  @Test
  void close_batchesUnread_canStillBeTaken() throws Exception {
    Cursor cursor = ring.newCursor();
    append(1, 2);
    ring.close();

    assertThat(ring.append(batch(3))).isFalse();
    assertThat(cursor.take()).isPresent();
    assertThat(cursor.take()).isPresent();
    assertThat(cursor.take()).isEmpty();
  }

  @Test
  void abandon_batchesUnreadAndLost_countsAllAndReleasesThem() {
    Cursor cursor = ring.newCursor();
    append(1, 5);

    assertThat(cursor.abandon()).isEqualTo(5);
    assertThat(ring.size()).isZero();
    assertThat(cursor.lag()).isZero();
  }

  private static void complete(CompletableFuture<Optional<Taken>> taken, Cursor cursor) {
    try {
      taken.complete(cursor.take());
    } catch (InterruptedException e) {
      taken.completeExceptionally(e);
    }
  }
}
