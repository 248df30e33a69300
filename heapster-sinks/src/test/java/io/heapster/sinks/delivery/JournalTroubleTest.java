package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.JournalAdministration;
import io.heapster.sinks.journal.JournalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that does what nobody expects of it. */
final class JournalTroubleTest {
  private final AtomicBoolean trouble = new AtomicBoolean(true);
  private final ScriptedSink sink = ScriptedSink.fast("sink");

  private void breakWhileTold() {
    if (trouble.get()) {
      throw new NoClassDefFoundError("codec");
    }
  }

  @Test
  void accept_readerBreaks_workerStays() throws Exception {
    var down = new AtomicBoolean(true);
    var late =
        new ScriptedSink(
            "late",
            _ -> {
              if (down.get()) {
                throw new IOException("connection refused");
              }
            });
    var breaks = new AtomicInteger();
    var log =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public Reader newReader() {
            return sequence -> {
              breaks.addAndGet(trouble.get() ? 1 : 0);
              breakWhileTold();
              return new Reading.Found(DataBatch.empty(Instant.ofEpochSecond(sequence + 1)));
            };
          }
        };
    try (var fixture = DeliveryFixture.on(log, late, sink).started()) {
      for (long second = 1; second <= 6; second++) {
        long newest = second;
        fixture.accept(second);
        until(() -> sink.taken().contains(newest));
      }
      down.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return breaks.get() >= 2;
      });
      trouble.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return late.taken().size() == 6;
      });
    }
  }

  @Test
  void accept_housekeepingBreaks_batchesGoOn() throws Exception {
    var rounds = new AtomicInteger();
    var log =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public void sync() {
            rounds.incrementAndGet();
            breakWhileTold();
          }

          @Override
          public List<Gone> release(long deliveredBelow) {
            breakWhileTold();
            return List.of();
          }
        };
    try (var fixture = DeliveryFixture.on(log, sink).started()) {
      until(() -> rounds.get() >= 2);
      fixture.accept(1);
      until(() -> sink.taken().equals(List.of(1L)));
    }
  }

  @Test
  void accept_syncHangsForAWhile_journalIsUsedAgain() throws Exception {
    var disk = new Semaphore(0);
    var log =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public void sync() {
            disk.acquireUninterruptibly();
          }
        };
    try (var fixture = DeliveryFixture.on(log, sink).started()) {
      until(disk::hasQueuedThreads);
      for (long second = 1; second <= 3; second++) {
        fixture.accept(second);
      }
      until(() -> fixture.journalFailures(JournalFailure.HUNG) == 3);
      disk.release(1_000);
      long[] second = {3};
      until(() -> {
        fixture.accept(++second[0]);
        return fixture.appended() > 0;
      });
    }
  }

  @Test
  void deliver_nothingFollows_cursorIsForcedToTheDiskInTime() throws Exception {
    var stores = new AtomicInteger();
    var syncs = new AtomicInteger();
    var log =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public void store(String name, CursorState state) {
            stores.incrementAndGet();
          }

          @Override
          public void syncCursors() {
            syncs.incrementAndGet();
          }
        };
    try (var fixture = DeliveryFixture.on(log, sink).started()) {
      fixture.accept(1);
      until(() -> stores.get() == 1);
      assertThat(syncs).hasValue(0);
      fixture.advance(Duration.ofSeconds(5));
      until(() -> syncs.get() == 1);
    }
  }

  @Test
  void deliver_cursorCannotBeStored_isTriedAgainByItself() throws Exception {
    var stored = new AtomicInteger();
    var broken = new AtomicInteger();
    var log =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public void store(String name, CursorState state) {
            broken.incrementAndGet();
            breakWhileTold();
            stored.incrementAndGet();
          }
        };
    try (var fixture = DeliveryFixture.on(log, sink).started()) {
      fixture.accept(1);
      until(() -> broken.get() == 1);
      trouble.set(false);
      until(() -> {
        fixture.advance(Duration.ofSeconds(5));
        return stored.get() > 0;
      });
    }
  }

  @Test
  void oldestAge_oldestHasNoRecord_isThatOfTheNext() throws Exception {
    var log =
        new ForwardingLog(new MemoryLog()) {
          @Override
          public CursorState register(String name) {
            return CursorState.startAt(0);
          }

          @Override
          public long nextSequence() {
            return 10;
          }

          @Override
          public Optional<Instant> timestampFrom(long sequence) {
            return sequence <= 4 ? Optional.of(Instant.ofEpochSecond(4)) : Optional.empty();
          }
        };
    try (var fixture = DeliveryFixture.on(log, sink)) {
      fixture.time().set(Instant.ofEpochSecond(64));

      assertThat(fixture.gauge("heapster_sink_oldest_age_seconds", "sink")).isEqualTo(60);
    }
  }

  @Test
  void orders_cursorCannotBeStored_waitOnDisk(@TempDir Path data) throws Exception {
    var orders = new JournalAdministration(data, TimeSource.system());
    var tries = new AtomicInteger();
    try (DeliveryStorage storage = storage(data)) {
      var log =
          new ForwardingLog(storage.log()) {
            @Override
            public void store(String name, CursorState state) throws IOException {
              tries.incrementAndGet();
              if (trouble.get()) {
                throw new IOException("no room");
              }
              super.store(name, state);
            }
          };
      try (var fixture = DeliveryFixture.on(log, sink).started()) {
        orders.dropAll("sink");
        until(() -> tries.get() >= 1);
        assertThat(requests(data)).isEqualTo(1);
        trouble.set(false);
        until(() -> {
          fixture.advance(Duration.ofSeconds(5));
          return requests(data) == 0;
        });
      }
    }
  }

  @Test
  void orders_storedByTheLastRoundOnly_areNotCarriedOutAgain(@TempDir Path data) throws Exception {
    var orders = new JournalAdministration(data, TimeSource.system());
    var tries = new AtomicInteger();
    DeliveryStorage storage = storage(data);
    var closed = new AtomicBoolean();
    var log =
        new ForwardingLog(storage.log()) {
          @Override
          public void store(String name, CursorState state) throws IOException {
            tries.incrementAndGet();
            if (trouble.get()) {
              throw new IOException("no room");
            }
            super.store(name, state);
          }

          @Override
          public void close() {
            super.close();
            closed.set(true);
          }
        };
    try (var fixture = DeliveryFixture.on(log, sink).started()) {
      orders.dropAll("sink");
      until(() -> tries.get() >= 1);
      trouble.set(false);
      assertThat(fixture.delivery().close(Duration.ofMinutes(1))).isTrue();
    }

    until(closed::get);
    assertThat(requests(data)).isZero();
  }

  @Test
  void orders_sinkIsNotConfigured_changeItsCursorOnDisk(@TempDir Path data) throws Exception {
    var down =
        new ScriptedSink(
            "gone",
            _ -> {
              throw new IOException("connection refused");
            });
    try (var fixture = DeliveryFixture.journalled(data, down).started()) {
      fixture.accept(1);
      until(() -> fixture.appended() == 1);
    }
    var orders = new JournalAdministration(data, TimeSource.system());
    try (var fixture = DeliveryFixture.journalled(data, sink).started()) {
      orders.dropAll("gone");
      until(() -> requests(data) == 0);
      assertThat(fixture.dropped("sink", Loss.ORDERED)).isZero();
    }
    var again = ScriptedSink.fast("gone");
    try (var fixture = DeliveryFixture.journalled(data, again)) {
      assertThat(fixture.lag("gone")).isZero();
    }
  }

  private static DeliveryStorage storage(Path data) throws IOException {
    return DeliveryStorage.open(
        JournalConfig.defaults(data), TimeSource.system(), new Telemetry(new MetricRegistry()));
  }

  private static long requests(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.toString().endsWith(".request")).count();
    }
  }

  @Test
  void missing_lossWasToldMeanwhile_isTheReason() {
    var registry = new MetricRegistry();
    var place =
        new Place(CursorState.startAt(0), new SinkTelemetry(new Telemetry(registry), "sink"));
    place.begin(0);
    place.lose(0, Loss.DISK_FULL);
    place.missing(Loss.OVER_CAP);

    assertThat(place.takeLost()).contains(new Place.Lost(1, Loss.DISK_FULL));
  }
}
