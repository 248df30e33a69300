package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.START;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sinks.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random work on a disk that loses and tears what was not synced, cut at a random point, then taken
 * up again. What a policy promises is there afterwards, whatever else is not.
 */
final class PowerCutTest {
  private static final int CUTS = 100;
  private static final int SEGMENT_BYTES = 8_000;

  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource(names = {"BATCH", "EVERY_SECOND"})
  void open_powerCutAtRandom_keepsWhatThePolicyPromises(Fsync fsync) throws Exception {
    var machine = new Machine(root, fsync);
    for (int cut = 0; cut < CUTS; cut++) {
      machine.run(new Random(cut), "cut " + cut);
    }
    assertThat(machine.promised).as("records promised and checked").isGreaterThan(CUTS);
    if (fsync == Fsync.EVERY_SECOND) {
      assertThat(machine.lost).as("records that the disk did lose").isGreaterThan(CUTS);
    }
  }

  /** One data directory through all its power cuts. */
  private static final class Machine {
    private final Path root;
    private final JournalConfig config;
    private final ManualTime time = new ManualTime(START);

    /** Appended, acknowledged and not removed. */
    private final TreeMap<Long, ByteBuffer> acknowledged = new TreeMap<>();

    /** Of those, what must survive. */
    private final TreeMap<Long, ByteBuffer> durable = new TreeMap<>();

    private long durableCursor = -1;
    private long promised;
    private long lost;

    Machine(Path root, Fsync fsync) {
      this.root = root;
      this.config =
          new JournalConfig(
              root, fsync, 20 * SEGMENT_BYTES, Duration.ofDays(9), Duration.ZERO, SEGMENT_BYTES);
    }

    void run(Random random, String name) throws IOException {
      var disk = new LossyDisk();
      try (DataDirectory directory = DataDirectory.open(root, disk)) {
        Journal journal = Journal.open(directory, config, time);
        CursorFile cursor = directory.cursor("log");
        check(journal, cursor, name);
        long stored = durableCursor;
        for (int left = random.nextInt(60); left > 0; left--) {
          int what = random.nextInt(20);
          if (what == 0) {
            disk.failNextWrite();
            what = 5;
          }
          if (what == 1) {
            stored = Math.max(stored, random.nextLong(journal.nextSequence() + 1));
            store(cursor, stored);
          } else if (what == 2) {
            cursor.sync();
            durableCursor = stored;
          } else if (what == 3) {
            release(journal);
          } else if (what <= 5 && random.nextBoolean()) {
            journal.sync();
            durable.putAll(acknowledged);
          } else {
            append(journal, random);
          }
        }
        disk.cutPower(random);
      }
    }

    private void store(CursorFile cursor, long next) throws IOException {
      try {
        cursor.store(CursorState.startAt(next));
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("the disk failed");
      }
    }

    private void append(Journal journal, Random random) {
      long sequence = journal.nextSequence();
      ByteBuffer payload = JournalFixture.payload(random.nextLong(), random.nextInt(3_000));
      try {
        journal.append(sequence, timestamp(sequence), payload);
        acknowledged.put(sequence, payload);
        if (config.fsync() == Fsync.BATCH) {
          durable.put(sequence, payload);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("the disk failed");
      }
    }

    private void release(Journal journal) {
      for (Removed removed : journal.release(Math.max(0, durableCursor))) {
        SequenceRange gone = removed.sequences();
        acknowledged.subMap(gone.from(), gone.to()).clear();
        durable.subMap(gone.from(), gone.to()).clear();
      }
    }

    /** What was promised is there, and nothing is there that was not written so. */
    private void check(Journal journal, CursorFile cursor, String name) throws IOException {
      release(journal);
      for (var each : acknowledged.entrySet()) {
        long sequence = each.getKey();
        ReadResult found = new ReadResult.Found(timestamp(sequence), each.getValue());
        ReadResult read = journal.read(sequence);
        if (durable.containsKey(sequence)) {
          assertThat(read).as("%s: record %d", name, sequence).isEqualTo(found);
          promised++;
        } else if (read instanceof ReadResult.Found) {
          assertThat(read).as("%s: record %d", name, sequence).isEqualTo(found);
        } else {
          lost++;
        }
      }
      long end = durable.isEmpty() ? 0 : durable.lastKey() + 1;
      assertThat(journal.nextSequence()).as(name).isGreaterThanOrEqualTo(end);
      Optional<CursorState> state = cursor.load();
      if (state.isPresent()) {
        assertThat(state.get().next()).as(name).isGreaterThanOrEqualTo(durableCursor);
      } else {
        // The sink then starts at the oldest record; without a file it would at the newest.
        assertThat(durableCursor < 0 || cursor.isUnreadable()).as(name).isTrue();
      }
      durableCursor = state.map(CursorState::next).orElse(-1L);
      acknowledged.keySet().removeIf(sequence -> !isThere(journal, sequence));
      durable.clear();
      durable.putAll(acknowledged);
    }

    private static boolean isThere(Journal journal, long sequence) {
      try {
        return journal.read(sequence) instanceof ReadResult.Found;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
