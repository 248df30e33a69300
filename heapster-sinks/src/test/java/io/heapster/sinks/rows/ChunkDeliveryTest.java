package io.heapster.sinks.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChunkDeliveryTest {
  private static final Instant BATCH = Instant.parse("2026-01-01T00:00:00Z");

  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private final List<String> deadLetters = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private int requests;

  private final BatchMemory memory = new BatchMemory(BATCH);

  private void deliver(Rows rows, RowSender sender) throws Exception {
    deliver(new BatchAttempt(memory), 0, rows, sender);
  }

  private void deliver(BatchAttempt attempt, int number, Rows rows, RowSender sender)
      throws Exception {
    new ChunkDelivery(
            sender,
            (batch, reason, row) -> {
              assertThat(batch).isEqualTo(BATCH);
              deadLetters.add(reason + " " + new String(row, UTF_8));
            },
            new RowCounts(telemetry, "test"),
            TimeSource.system())
        .deliver(attempt, number, rows);
  }

  private static Rows numbered(int count) {
    return RowWriterTest.rows(
        IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new));
  }

  /** Takes a request only as a whole, and none that holds a bad row. */
  private SendResult allOrNothing(Rows rows, IntPredicate bad) {
    requests++;
    List<String> texts = RowWriterTest.texts(rows);
    if (texts.stream().mapToInt(Integer::parseInt).anyMatch(bad)) {
      return new SendResult.Refused("bad");
    }
    taken.addAll(texts);
    return SendResult.ACCEPTED;
  }

  private long rows(String result) {
    return telemetry.counter(SelfMetric.SINK_ROWS, "test", result).getCount();
  }

  private long calls(String result) {
    return telemetry.counter(SelfMetric.SINK_CALLS, "test", result).getCount();
  }

  @Test
  void deliver_oneBadOfTenThousand_isSetAsideAlone() throws Exception {
    deliver(numbered(10_000), rows -> allOrNothing(rows, row -> row == 7_777));

    assertThat(deadLetters).containsExactly("bad 7777");
    assertThat(taken).hasSize(9_999).doesNotContain("7777").doesNotHaveDuplicates();
    assertThat(requests).isLessThan(30);
    assertThat(rows("delivered")).isEqualTo(9_999);
    assertThat(rows("dead_letter")).isEqualTo(1);
    assertThat(calls("accepted") + calls("refused")).isEqualTo(requests);
    assertThat(telemetry.counter(SelfMetric.SINK_BYTES, "test").getCount()).isPositive();
    assertThat(telemetry.timer(SelfMetric.SINK_CALL_DURATION, "test").getCount())
        .isEqualTo(requests);
  }

  @Test
  void deliver_fewBad_allAreFoundAndNothingElse() throws Exception {
    deliver(numbered(10_000), rows -> allOrNothing(rows, row -> row % 2_000 == 5));

    assertThat(deadLetters)
        .containsExactlyInAnyOrder("bad 5", "bad 2005", "bad 4005", "bad 6005", "bad 8005");
    assertThat(taken).hasSize(9_995);
  }

  @Test
  void deliver_mostlyBad_costsBoundedRequestsAndAccountsForEveryRow() throws Exception {
    deliver(numbered(10_000), rows -> allOrNothing(rows, row -> row % 2 == 0));

    assertThat(requests).isLessThan(ChunkDelivery.MAX_EXTRA_REQUESTS + 30);
    assertThat(taken.size() + deadLetters.size()).isEqualTo(10_000);
    assertThat(rows("delivered") + rows("dead_letter")).isEqualTo(10_000);
  }

  @Test
  void deliver_allOfFewBad_setsAllAside() throws Exception {
    deliver(numbered(7), rows -> allOrNothing(rows, _ -> true));

    assertThat(deadLetters).hasSize(7);
    assertThat(taken).isEmpty();
  }

  @Test
  void deliver_firstHundredBad_setsThemAsideAndDeliversTheRest() throws Exception {
    deliver(numbered(1_000), rows -> allOrNothing(rows, row -> row < 100));

    assertThat(deadLetters).hasSize(100).doesNotHaveDuplicates();
    // The last row was sent ahead of the others to see whether anything is taken.
    assertThat(taken).hasSize(901).contains("999");
    assertThat(rows("delivered")).isEqualTo(900);
  }

  @Test
  void deliver_siftedAgainAfterAFailure_showsNoSecondRowOfTheKind() throws Exception {
    deliver(new BatchAttempt(memory), 0, numbered(10), rows -> sift(rows, row -> row == 3));
    deliver(new BatchAttempt(memory), 1, numbered(10), rows -> sift(rows, row -> row == 4));

    assertThat(deadLetters).containsExactly("conflict dropped=1 3");
    assertThat(rows("dropped")).isEqualTo(1);
  }

  @Test
  void deliver_boxFailsAmidChunk_remembersWhatIsSettled() throws Exception {
    RowSender picky = rows -> allOrNothing(rows, row -> row == 3);
    var breaking =
        new ChunkDelivery(
            picky,
            (_, _, _) -> {
              throw new AssertionError("made up");
            },
            new RowCounts(telemetry, "test"),
            TimeSource.system());

    assertThatThrownBy(() -> breaking.deliver(new BatchAttempt(memory), 0, numbered(100)))
        .hasMessage("made up");
    deliver(numbered(100), picky);

    assertThat(taken).hasSize(99).doesNotHaveDuplicates();
    assertThat(rows("delivered")).isEqualTo(99);
  }

  @Test
  void deliver_allOfManyRefusedForOneReason_isHeldAndNothingSetAside() {
    assertThatThrownBy(() -> deliver(numbered(10_000), rows -> allOrNothing(rows, _ -> true)))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContainingAll("10000 rows", "because of: bad");

    assertThat(deadLetters).isEmpty();
    assertThat(rows("dead_letter")).isZero();
    assertThat(requests).isLessThan(40);
  }

  @Test
  void deliver_allRefusedAndOthersTakenSinceItWasHeld_setsAllAside() throws Exception {
    RowSender refusing = rows -> allOrNothing(rows, _ -> true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> deliver(numbered(200), refusing))
          .isInstanceOf(SinkHeldException.class);
    }

    var other = new BatchAttempt(new BatchMemory(BATCH));
    deliver(other, 0, numbered(200), rows -> allOrNothing(rows, _ -> false));
    deliver(numbered(200), refusing);

    assertThat(deadLetters).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void deliver_allRefusedForReasonsOfTheirOwn_setsAllAside() throws Exception {
    deliver(
        numbered(200),
        rows -> new SendResult.Refused("bad " + RowWriterTest.texts(rows).getFirst()));

    assertThat(deadLetters).hasSize(200);
  }

  @Test
  void deliver_allRefusedRowByRowInOneAnswer_isHeld() {
    List<SendResult.RefusedRow> all =
        IntStream.range(0, 200).mapToObj(i -> new SendResult.RefusedRow(i, "no")).toList();

    assertThatThrownBy(() -> deliver(numbered(200), _ -> new SendResult.Partly(all, List.of())))
        .isInstanceOf(SinkHeldException.class);
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void deliver_manyBadChunks_shareTheSearchOfTheBatch() throws Exception {
    var attempt = new BatchAttempt(memory);
    for (int chunk = 0; chunk < 5; chunk++) {
      deliver(attempt, chunk, numbered(1_000), rows -> allOrNothing(rows, row -> row % 2 == 0));
    }

    assertThat(requests).isLessThan(ChunkDelivery.MAX_EXTRA_REQUESTS + 30);
    assertThat(taken.size() + deadLetters.size()).isEqualTo(5_000);
  }

  /** Takes the good rows of each request, and tells how many were not. */
  private SendResult sift(Rows rows, IntPredicate bad) {
    requests++;
    List<String> texts = RowWriterTest.texts(rows);
    long dropped = texts.stream().mapToInt(Integer::parseInt).filter(bad).count();
    return dropped == 0
        ? SendResult.ACCEPTED
        : new SendResult.Sifted(dropped, "conflict", "conflict dropped=" + dropped);
  }

  @Test
  void deliver_sifted_showsOneRowOfTheKindAndCountsTheOthers() throws Exception {
    var attempt = new BatchAttempt(memory);
    for (int chunk = 0; chunk < 3; chunk++) {
      deliver(attempt, chunk, numbered(10_000), rows -> sift(rows, row -> row % 10 == 7));
    }

    assertThat(deadLetters).containsExactly("conflict dropped=1 7");
    assertThat(rows("dropped")).isEqualTo(2_999);
    assertThat(rows("delivered")).isEqualTo(27_000);
    assertThat(requests).isLessThan(35);
  }

  @Test
  void deliver_failsAmidTheSearchAndComesAgain_countsAndSetsAsideOnce() throws Exception {
    RowSender failing =
        rows -> {
          if (requests == 10) {
            throw new IOException("gone");
          }
          return allOrNothing(rows, row -> row == 3 || row == 90);
        };
    assertThatThrownBy(() -> deliver(numbered(100), failing)).hasMessage("gone");
    assertThat(deadLetters).containsExactly("bad 3");

    requests = 100;
    deliver(numbered(100), failing);

    assertThat(deadLetters).containsExactly("bad 3", "bad 90");
    assertThat(taken).hasSize(98).doesNotHaveDuplicates();
    assertThat(rows("delivered")).isEqualTo(98);
    assertThat(rows("dead_letter")).isEqualTo(2);
  }

  @Test
  void deliver_partly_sendsOnlyThoseAgainThatMay() throws Exception {
    deliver(
        numbered(6),
        rows -> {
          List<String> texts = RowWriterTest.texts(rows);
          if (requests++ == 0) {
            return new SendResult.Partly(
                List.of(new SendResult.RefusedRow(4, "odd")), List.of(1, 3));
          }
          taken.addAll(texts);
          return SendResult.ACCEPTED;
        });

    assertThat(taken).containsExactly("1", "3");
    assertThat(deadLetters).containsExactly("odd 4");
    assertThat(rows("delivered")).isEqualTo(5);
    assertThat(rows("dead_letter")).isEqualTo(1);
  }

  @Test
  void deliver_putOffForEver_waitsItsTurn() {
    assertThatThrownBy(() ->
            deliver(
                numbered(2),
                _ -> {
                  requests++;
                  return new SendResult.Partly(List.of(), List.of(0));
                }))
        .isInstanceOf(RetryLaterException.class);
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void deliver_thinned_countsWhatWasDropped() throws Exception {
    deliver(numbered(10), _ -> new SendResult.Thinned(4, "full"));

    assertThat(rows("dropped")).isEqualTo(4);
    assertThat(rows("delivered")).isEqualTo(6);
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void deliver_senderFails_isCountedAndThrown() {
    var failure = new IOException("gone");

    assertThatThrownBy(() ->
            deliver(
                numbered(2),
                _ -> {
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(calls("failed")).isEqualTo(1);
    assertThat(rows("delivered")).isZero();
  }
}
