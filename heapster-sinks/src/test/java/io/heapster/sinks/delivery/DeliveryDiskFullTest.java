package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.Fsync;
import io.heapster.sinks.journal.JournalConfig;
import io.heapster.sinks.journal.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole delivery on a real file system that is full for a while. */
final class DeliveryDiskFullTest {
  @TempDir private Path mountPoint;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(mountPoint);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.unmount();
    }
  }

  @Test
  void accept_diskFull_sinksGoOnFromMemoryAndTheJournalHeals() throws Exception {
    var down = new AtomicBoolean(true);
    var live = ScriptedSink.fast("live");
    var dead =
        new ScriptedSink(
            "dead",
            _ -> {
              if (down.get()) {
                throw new IOException("connection refused");
              }
            });
    int last = 0;
    try (var fixture = DeliveryFixture.journalled(disk.root(), live, dead).started()) {
      for (; last < 10; ) {
        tick(fixture, live, ++last);
      }
      Path filler = disk.fill();
      while (fixture.journalFailures(JournalFailure.DISK_FULL) < 10) {
        tick(fixture, live, ++last);
      }
      Files.delete(filler);
      long appended = fixture.appended();
      tick(fixture, live, ++last);
      // The first batch after space is back is in the journal again.
      assertThat(fixture.appended()).isEqualTo(appended + 1);

      down.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return fixture.lag("dead") == 0;
      });
      long lost = fixture.dropped("dead", Loss.UNDURABLE) + fixture.dropped("dead", Loss.DISK_FULL);
      assertThat(lost).isPositive();
      assertThat(dead.taken()).doesNotHaveDuplicates().hasSize((int) (last - lost));
      assertThat(live.taken()).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }
  }

  @Test
  void read_removedForAFullDiskAndNotYetTold_namesTheReason() throws Exception {
    var config =
        new JournalConfig(
            disk.root(), Fsync.NEVER, 1 << 30, Duration.ofDays(7), Duration.ZERO, 100_000);
    try (DeliveryStorage storage =
        DeliveryStorage.open(config, TimeSource.system(), new Telemetry(new MetricRegistry()))) {
      BatchLog log = storage.log();
      while (log.oldest() == 0) {
        log.append(log.nextSequence(), DataBatch.empty(Instant.EPOCH));
      }

      assertThat(log.newReader().read(0)).isEqualTo(new Reading.Missing(Loss.DISK_FULL));
    }
  }

  private static void tick(DeliveryFixture fixture, ScriptedSink live, long second) {
    fixture.accept(second);
    until(() ->
        live.taken().contains(second)
            && fixture.appended() + fixture.journalFailures(JournalFailure.DISK_FULL) >= second);
  }
}
