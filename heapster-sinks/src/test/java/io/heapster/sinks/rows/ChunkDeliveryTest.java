package io.heapster.sinks.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.pipeline.RetryLaterException;
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

  private void deliver(Rows rows, RowSender sender) throws Exception {
    new ChunkDelivery(
            sender,
            (batch, reason, row) -> {
              assertThat(batch).isEqualTo(BATCH);
              deadLetters.add(reason + " " + new String(row, UTF_8));
            },
            new RowCounts(telemetry, "test"),
            TimeSource.system())
        .deliver(BATCH, rows);
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
  void deliver_allBad_setsAllAside() throws Exception {
    deliver(numbered(1_000), rows -> allOrNothing(rows, _ -> true));

    assertThat(deadLetters).hasSize(1_000);
    assertThat(taken).isEmpty();
    assertThat(requests).isLessThan(ChunkDelivery.MAX_EXTRA_REQUESTS + 30);
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
