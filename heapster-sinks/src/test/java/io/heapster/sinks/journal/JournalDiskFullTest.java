package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.START;
import static io.heapster.sinks.journal.JournalFixture.bounded;
import static io.heapster.sinks.journal.JournalFixture.payload;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sinks.journal.Removed.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of 1 MiB, with records of 10,000 bytes. */
final class JournalDiskFullTest {
  private static final int PAYLOAD = 10_000;

  @TempDir private Path mountPoint;
  private SmallDisk disk;
  private JournalFixture fixture;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(mountPoint);
    fixture = new JournalFixture(disk.root(), bounded(disk.root(), 1 << 30, 100_000));
  }

  @AfterEach
  void unmount() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
    if (disk != null) {
      disk.unmount();
    }
  }

  private void append(long sequence) throws Exception {
    fixture.journal.append(sequence, timestamp(sequence), payload(sequence, PAYLOAD));
  }

  private void assertReadable(Iterable<Long> sequences) throws Exception {
    for (long sequence : sequences) {
      assertThat(fixture.journal.read(sequence))
          .as("record %d", sequence)
          .isEqualTo(new ReadResult.Found(timestamp(sequence), payload(sequence, PAYLOAD)));
    }
  }

  @Test
  void append_diskFull_oldestSegmentsMakePlaceForFreshRecords() throws Exception {
    var kept = new TreeSet<Long>();
    var removed = new ArrayList<Removed>();
    for (long sequence = 0; sequence < 300; sequence++) {
      append(sequence);
      kept.add(sequence);
      removed.addAll(fixture.journal.release(0));
    }

    assertThat(removed).isNotEmpty().allMatch(each -> each.reason() == Reason.DISK_FULL);
    removed.forEach(each -> kept.subSet(each.sequences().from(), each.sequences().to()).clear());
    assertThat(kept).hasSizeGreaterThan(50).contains(299L);
    assertReadable(kept);
    fixture.reopen();
    assertReadable(kept);
    assertThat(fixture.journal.stats().damaged()).isZero();
  }

  @Test
  void append_foreignFileTakesAllSpace_isRefusedAndHealsByItself() throws Exception {
    for (long sequence = 0; sequence < 5; sequence++) {
      append(sequence);
    }
    Path segment = fixture.segmentFiles().getFirst();
    long bytes = Files.size(segment);
    Path filler = disk.fill();

    for (long sequence = 5; sequence < 9; sequence++) {
      long refused = sequence;
      assertThatThrownBy(() -> append(refused))
          .isInstanceOf(DiskFullException.class)
          .hasMessageContaining(fixture.directory.journal().toString())
          .hasMessageContaining("record " + refused)
          .hasMessageContaining("free some space");
    }
    // What had gone into the file's last block was taken back.
    assertThat(Files.size(segment)).isEqualTo(bytes);
    // Only the segment being written was there, and nothing of it was given up.
    assertThat(fixture.journal.release(0)).isEmpty();
    assertReadable(List.of(0L, 1L, 2L, 3L, 4L));

    Files.delete(filler);
    append(9);
    fixture.reopen();
    assertReadable(List.of(0L, 1L, 2L, 3L, 4L, 9L));
    assertThat(fixture.journal.read(7)).isEqualTo(new ReadResult.Absent());
    assertThat(fixture.journal.stats().damaged()).isZero();
  }

  @Test
  void append_noPlaceForANewSegment_leavesNoFileBehind() throws Exception {
    Path filler = disk.fill();
    assertThatThrownBy(() -> append(0)).isInstanceOf(DiskFullException.class);
    assertThatThrownBy(() -> append(1)).isInstanceOf(DiskFullException.class);

    fixture.journal.close();
    assertThat(fixture.segmentFiles()).isEmpty();

    Files.delete(filler);
    fixture.reopen();
    append(2);
    assertReadable(List.of(2L));
  }

  @Test
  void open_diskFull_opensAndReads() throws Exception {
    append(0);
    fixture.close();
    disk.fill();

    fixture = new JournalFixture(disk.root(), fixture.config);

    assertReadable(List.of(0L));
  }

  @Test
  void store_diskFull_goesOnInTheBlocksItHas() throws Exception {
    CursorFile cursor = fixture.directory.cursor("log");
    cursor.store(CursorState.startAt(1));
    disk.fill();

    // Both slots have their blocks, so a small state can still be stored.
    cursor.store(CursorState.startAt(2));
    cursor.store(CursorState.startAt(3));

    assertThat(fixture.directory.cursor("log").load()).contains(CursorState.startAt(3));
    assertThatThrownBy(() -> fixture.directory.cursor("new").store(CursorState.startAt(3)))
        .hasMessageContaining("No space");
    assertThat(fixture.directory.cursor("new").load()).isEmpty();
    assertThat(fixture.directory.cursor("log").load()).contains(CursorState.startAt(3));
  }

  @Test
  void deadLetters_diskFull_areCountedAndHeal() throws Exception {
    var telemetry = new Telemetry(new MetricRegistry());
    Counter kept = telemetry.counter(SelfMetric.SINK_DEAD_LETTERS, "log", "kept");
    Counter failed = telemetry.counter(SelfMetric.SINK_DEAD_LETTERS, "log", "failed");
    DeadLetters letters = fixture.directory.deadLetters(1 << 19, telemetry);
    var letter = new DeadLetter(START, START, "log", "refused", "x".repeat(3_000).getBytes(UTF_8));
    letters.add(letter);
    Path filler = disk.fill();
    List.of(letter, letter, letter, letter).forEach(letters::add);
    long keptWhenFull = kept.getCount();
    assertThat(failed.getCount()).isPositive();
    assertThat(keptWhenFull + failed.getCount()).isEqualTo(5);

    Files.delete(filler);
    letters.add(letter);

    assertThat(kept.getCount()).isEqualTo(keptWhenFull + 1);
    Path file = disk.root().resolve("dead-letters/log.jsonl");
    // Lines are whole or not there.
    assertThat(Files.readAllLines(file))
        .hasSize((int) keptWhenFull + 1)
        .allMatch(line -> line.endsWith("\"}"));
  }
}
