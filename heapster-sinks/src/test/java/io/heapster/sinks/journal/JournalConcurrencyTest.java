package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.bounded;
import static io.heapster.sinks.journal.JournalFixture.payload;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JournalConcurrencyTest {
  private static final long RECORDS = 4_000;
  private static final int READERS = 3;

  @TempDir private Path root;

  @Test
  void read_whileOthersAppendReleaseAndAreInterrupted_findsEveryRecordNotReleased()
      throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 30, 20_000));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var positions = new ArrayList<AtomicLong>();
      var appended = new ArrayList<Semaphore>();
      var readers = new ArrayList<Future<Long>>();
      for (int reader = 0; reader < READERS; reader++) {
        var position = new AtomicLong();
        var semaphore = new Semaphore(0);
        appended.add(semaphore);
        positions.add(position);
        readers.add(threads.submit(reading(fixture, semaphore, position, reader == 0)));
      }

      long removed = 0;
      for (long sequence = 0; sequence < RECORDS; sequence++) {
        fixture.journal.append(sequence, timestamp(sequence), payload(sequence, 500));
        fixture.time.set(timestamp(sequence));
        appended.forEach(Semaphore::release);
        if (sequence % 16 == 0) {
          removed += records(fixture.journal.release(slowest(positions)));
          assertThat(fixture.journal.stats().bytes()).isPositive();
        }
      }

      for (Future<Long> reader : readers) {
        assertThat(reader.get(50, TimeUnit.SECONDS)).isEqualTo(RECORDS);
      }
      removed += records(fixture.journal.release(RECORDS));
      assertThat(removed + fixture.journal.stats().records()).isEqualTo(RECORDS);
      assertThat(fixture.journal.stats().damaged()).isZero();
    }
  }

  private static long slowest(List<AtomicLong> positions) {
    return positions.stream().mapToLong(AtomicLong::get).min().orElseThrow();
  }

  private static long records(List<Removed> removed) {
    return removed.stream().mapToLong(Removed::records).sum();
  }

  /** Reads all in order; how many it found whole. */
  private static Callable<Long> reading(
      JournalFixture fixture, Semaphore appended, AtomicLong position, boolean interrupted) {
    return () -> {
      long found = 0;
      while (position.get() < RECORDS) {
        long sequence = position.get();
        appended.acquireUninterruptibly();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        var expected = new ReadResult.Found(timestamp(sequence), payload(sequence, 500));
        assertThat(fixture.journal.read(sequence)).isEqualTo(expected);
        found++;
        position.incrementAndGet();
      }
      return found;
    };
  }
}
