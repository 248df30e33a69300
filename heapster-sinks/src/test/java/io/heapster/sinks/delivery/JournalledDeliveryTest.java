package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.Fsync;
import io.heapster.sinks.journal.JournalAdministration;
import io.heapster.sinks.journal.JournalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalledDeliveryTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);

  @TempDir private Path data;
  private final AtomicBoolean down = new AtomicBoolean(true);
  private final ScriptedSink sink = downWhileTold();
  private final ScriptedSink other = ScriptedSink.fast("other");

  private ScriptedSink downWhileTold() {
    return new ScriptedSink(
        "sink",
        _ -> {
          if (down.get()) {
            throw new IOException("connection refused");
          }
        });
  }

  private static List<Long> seconds(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** Batches one after the other, each in the journal and with the other sink in time. */
  private void ticks(DeliveryFixture fixture, int from, int to) {
    long before = fixture.appended();
    for (int second = from; second <= to; second++) {
      int count = second - from + 1;
      fixture.accept(second);
      until(() -> fixture.appended() == before + count);
      long newest = second;
      until(() -> other.taken().contains(newest));
    }
  }

  private static void recover(DeliveryFixture fixture, ScriptedSink sink, int batches) {
    until(() -> {
      fixture.advance(Backoff.CAP);
      return sink.taken().size() >= batches;
    });
  }

  @Test
  void accept_sinkDownForAHundredTicks_losesNothingAndGetsTheNewestFirst() throws Exception {
    try (var fixture = DeliveryFixture.journalled(data, sink, other).started()) {
      ticks(fixture, 1, 100);
      assertThat(other.taken()).isEqualTo(seconds(1, 100));
      assertThat(fixture.lag("sink")).isEqualTo(100);
      assertThat(fixture.gauge("heapster_sink_lag_bytes", "sink")).isPositive();
      fixture.time().set(Instant.ofEpochSecond(601));
      assertThat(fixture.gauge("heapster_sink_oldest_age_seconds", "sink")).isEqualTo(600);

      down.set(false);
      recover(fixture, sink, 100);

      assertThat(sink.taken().getFirst()).isEqualTo(100);
      assertThat(sink.taken().subList(1, 100)).isEqualTo(seconds(1, 99));
      assertThat(sink.lanes().subList(1, 100)).containsOnly("backlog");
      for (Loss loss : Loss.values()) {
        assertThat(fixture.dropped("sink", loss)).isZero();
        assertThat(fixture.dropped("other", loss)).isZero();
      }
      until(() -> fixture.lag("sink") == 0);
    }
  }

  @Test
  void accept_sinkComesBack_getsTenOfTheBacklogPerTick() throws Exception {
    try (var fixture = DeliveryFixture.journalled(data, sink, other).started()) {
      ticks(fixture, 1, 40);
      down.set(false);
      fixture.advance(Backoff.CAP);
      until(() -> sink.taken().equals(List.of(40L, 1L)));

      for (int step = 1; step <= 10; step++) {
        int expected = 2 + step;
        fixture.advance(Duration.ofSeconds(6));
        until(() -> sink.taken().size() == expected);
      }
      ticks(fixture, 41, 41);
      until(() -> sink.taken().size() == 13);
      assertThat(sink.taken().getLast()).isEqualTo(41);
      assertThat(fixture.lag("sink")).isEqualTo(28);
    }
  }

  @Test
  void accept_slowSink_isKeptUpToDateAndItsBacklogGrows() throws Exception {
    var gate = new Semaphore(0);
    var slow = ScriptedSink.gated("slow", gate);
    try (var fixture = DeliveryFixture.journalled(data, slow, other).started()) {
      ticks(fixture, 1, 1);
      until(() -> slow.begun().size() == 1);
      for (int export = 1; export <= 10; export++) {
        // Each export takes three ticks.
        ticks(fixture, 3 * export - 1, 3 * export + 1);
        gate.release();
        int exports = export;
        until(() -> slow.taken().size() == exports && slow.begun().size() == exports + 1);
      }
      assertThat(slow.taken()).containsExactly(1L, 4L, 7L, 10L, 13L, 16L, 19L, 22L, 25L, 28L);
      assertThat(slow.lanes()).containsOnly("fresh");
      assertThat(other.taken()).isEqualTo(seconds(1, 31));
      assertThat(fixture.lag("slow")).isEqualTo(21);
      gate.release(100);
      recover(fixture, slow, 31);
      assertThat(slow.taken()).containsExactlyInAnyOrderElementsOf(seconds(1, 31));
    }
  }

  @Test
  void start_again_deliversExactlyTheRest() throws Exception {
    try (var fixture = DeliveryFixture.journalled(data, sink, other).started()) {
      down.set(false);
      ticks(fixture, 1, 5);
      until(() -> sink.taken().equals(seconds(1, 5)));
      down.set(true);
      ticks(fixture, 6, 20);
      assertThat(fixture.delivery().close(PATIENT)).isTrue();
      assertThat(fixture.dropped("sink", Loss.CLOSED)).isZero();
    }
    down.set(false);
    var again = downWhileTold();
    var newcomer = ScriptedSink.fast("newcomer");
    try (var fixture = DeliveryFixture.journalled(data, again, newcomer, other).started()) {
      recover(fixture, again, 15);
      assertThat(again.taken().getFirst()).isEqualTo(20);
      assertThat(again.taken().subList(1, 15)).isEqualTo(seconds(6, 19));
      assertThat(again.lanes()).containsOnly("backlog");
      ticks(fixture, 21, 21);
      until(() -> newcomer.taken().equals(List.of(21L)) && again.taken().contains(21L));
      assertThat(other.taken()).isEqualTo(seconds(1, 21));
    }
  }

  @Test
  void close_batchesWait_areDrainedWithoutPace() throws Exception {
    var gate = new Semaphore(0);
    var slow = ScriptedSink.gated("slow", gate);
    var fixture = DeliveryFixture.journalled(data, slow, other).started();
    ticks(fixture, 1, 20);
    gate.release(20);

    assertThat(fixture.delivery().close(PATIENT)).isTrue();

    assertThat(slow.taken()).containsExactlyInAnyOrderElementsOf(seconds(1, 20));
  }

  @Test
  void start_damagedRecord_isCountedAndTheRestDelivered() throws Exception {
    try (var fixture = DeliveryFixture.journalled(data, sink, other).started()) {
      ticks(fixture, 1, 20);
    }
    damageTheMiddle();
    down.set(false);
    var again = downWhileTold();
    try (var fixture = DeliveryFixture.journalled(data, again, other).started()) {
      recover(fixture, again, 19);
      until(() -> fixture.lag("sink") == 0);

      assertThat(again.taken()).hasSize(19).doesNotHaveDuplicates();
      assertThat(fixture.dropped("sink", Loss.DAMAGED)).isEqualTo(1);
      until(() -> {
        fixture.accept(21);
        return fixture.damaged() == 1;
      });
    }
  }

  private void damageTheMiddle() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("journal"))) {
      Path segment = files.sorted().findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(segment);
      bytes[bytes.length / 2] ^= 0x10;
      Files.write(segment, bytes);
    }
  }

  @Test
  void accept_journalOverItsCap_losesTheOldestAndCountsThem() throws Exception {
    var small =
        new JournalConfig(data, Fsync.NEVER, 8_000, Duration.ofDays(7), Duration.ZERO, 1_000);
    try (var fixture = DeliveryFixture.journalled(small, sink, other).started()) {
      for (int second = 1; second <= 100; second++) {
        fixture.advance(Duration.ofSeconds(1));
        ticks(fixture, second, second);
      }
      until(() -> fixture.dropped("sink", Loss.OVER_CAP) > 0);
      down.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return fixture.lag("sink") == 0;
      });

      long lost = fixture.dropped("sink", Loss.OVER_CAP);
      assertThat(sink.taken()).doesNotHaveDuplicates().contains(100L);
      assertThat(sink.taken().size() + lost).isEqualTo(100);
      assertThat(sink.taken().subList(1, sink.taken().size())).isEqualTo(seconds(lost + 1, 99));
      for (Loss loss : Loss.values()) {
        assertThat(fixture.dropped("other", loss)).isZero();
      }
    }
  }

  @Test
  void orders_whileRunning_areCarriedOut() throws Exception {
    var orders = new JournalAdministration(data, TimeSource.system());
    try (var fixture = DeliveryFixture.journalled(data, sink, other).started()) {
      ticks(fixture, 1, 10);
      orders.replay("other", Instant.ofEpochSecond(3), Instant.ofEpochSecond(5));
      orders.dropAll("sink");
      until(() -> {
        fixture.advance(Duration.ofSeconds(6));
        return other.taken().size() == 12;
      });
      assertThat(other.taken().subList(10, 12)).containsExactly(3L, 4L);
      until(() -> fixture.dropped("sink", Loss.ORDERED) == 10);
      assertThat(fixture.lag("sink")).isZero();
    }
  }

  @Test
  void accept_diskHangs_batchesGoPastIt() throws Exception {
    var disk = new Semaphore(0);
    var hanging =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public void append(long sequence, DataBatch batch) {
            disk.acquireUninterruptibly();
          }
        };
    var fixture = DeliveryFixture.on(hanging, other).started();
    fixture.accept(1);
    until(disk::hasQueuedThreads);
    fixture.accept(2);
    for (int second = 3; second <= 10; second++) {
      int newest = second;
      fixture.accept(second);
      until(() -> {
        fixture.advance(Duration.ofSeconds(6));
        return other.taken().size() == newest;
      });
    }
    assertThat(other.taken()).containsExactlyInAnyOrderElementsOf(seconds(1, 10));
    assertThat(fixture.dropped("other", Loss.UNDURABLE)).isZero();
    assertThat(fixture.journalFailures(JournalFailure.HUNG)).isEqualTo(10);

    disk.release(100);
    until(() -> fixture.appended() == 1);
    fixture.accept(11);
    until(() -> fixture.appended() == 2);
    until(() -> other.taken().contains(11L));
    assertThat(fixture.delivery().close(PATIENT)).isTrue();
  }

  @Test
  void close_diskHangs_returnsInTimeAndGivesTheJournalBackLater() throws Exception {
    var closed = new AtomicBoolean();
    var disk = new Semaphore(0);
    var hanging =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public void append(long sequence, DataBatch batch) {
            disk.acquireUninterruptibly();
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    var fixture = DeliveryFixture.on(hanging, other).started();
    fixture.accept(1);
    until(disk::hasQueuedThreads);

    assertThat(fixture.delivery().close(Duration.ZERO)).isFalse();

    assertThat(fixture.dropped("other", Loss.CLOSED) + other.taken().size()).isEqualTo(1);
    assertThat(closed).isFalse();
    disk.release();
    until(closed::get);
  }
}
