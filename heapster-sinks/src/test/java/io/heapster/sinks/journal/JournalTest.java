package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.START;
import static io.heapster.sinks.journal.JournalFixture.bounded;
import static io.heapster.sinks.journal.JournalFixture.payload;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.sinks.journal.Removed.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JournalTest {
  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource
  void append_eachPolicy_isReadAtOnceAndAfterRestart(Fsync fsync) throws Exception {
    var config =
        new JournalConfig(root, fsync, 1 << 30, Duration.ofDays(7), Duration.ZERO, 1 << 20);
    try (var fixture = new JournalFixture(root, config)) {
      fixture.append(0, 20);
      fixture.assertFound(0, 20);
      fixture.journal.sync();

      fixture.reopen();

      fixture.assertFound(0, 20);
      assertThat(fixture.journal.nextSequence()).isEqualTo(20);
      assertThat(fixture.journal.read(20)).isEqualTo(new ReadResult.Absent());
    }
  }

  @Test
  void open_nothingThere_startsAtZero() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      assertThat(fixture.journal.nextSequence()).isZero();
      assertThat(fixture.journal.oldest()).isEmpty();
      assertThat(fixture.journal.stats()).isEqualTo(new JournalStats(0, 0, 0, 0, null));
      assertThat(fixture.segmentFiles()).isEmpty();
    }
  }

  @Test
  void append_gapsInTheSequence_areAbsent() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.append(3, 5);
      fixture.append(9, 10);
      fixture.reopen();

      assertThat(fixture.readable(20).keySet()).containsExactly(3L, 4L, 9L);
      assertThat(fixture.journal.read(6)).isEqualTo(new ReadResult.Absent());
      assertThat(fixture.journal.oldest()).hasValue(3);
      assertThat(fixture.journal.timestamp(9)).contains(timestamp(9));
      assertThat(fixture.journal.timestamp(8)).isEmpty();
      assertThat(fixture.journal.nextSequence()).isEqualTo(10);
    }
  }

  @Test
  void append_usedSequence_isRefused() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.append(0, 3);

      assertThatThrownBy(() -> fixture.append(2, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sequence 2 is used; the next one is 3");
      fixture.assertFound(0, 3);
    }
  }

  @Test
  void append_afterClose_isRefused() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.append(0, 1);
      fixture.journal.close();

      assertThatThrownBy(() -> fixture.append(1, 2)).isInstanceOf(IOException.class);
      fixture.assertFound(0, 1);
    }
  }

  @Test
  void append_directEmptyAndSlicedPayloads_areReadAsTheyWere() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      ByteBuffer random = payload(1, 200_000);
      var direct = ByteBuffer.allocateDirect(200_000).put(random.duplicate()).flip();
      ByteBuffer slice = random.duplicate().position(17).limit(99).slice();

      fixture.journal.append(0, START, direct);
      fixture.journal.append(1, START, ByteBuffer.allocate(0));
      fixture.journal.append(2, START, slice);

      assertThat(direct.remaining()).isEqualTo(200_000);
      assertThat(fixture.readable(3).values())
          .containsExactly(random, ByteBuffer.allocate(0), slice);
    }
  }

  @Test
  void append_timestampWithNanos_keepsMilliseconds() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.journal.append(0, START.plusNanos(1_999_999), payload(0));

      assertThat(fixture.journal.timestamp(0)).contains(START.plusMillis(1));
      assertThat(fixture.journal.read(0)).isInstanceOf(ReadResult.Found.class);
    }
  }

  @Test
  void append_interruptedThread_writesAndStaysInterrupted() throws Exception {
    var config =
        new JournalConfig(root, Fsync.BATCH, 1 << 30, Duration.ofDays(7), Duration.ZERO, 1 << 20);
    try (var fixture = new JournalFixture(root, config)) {
      Thread.currentThread().interrupt();
      fixture.append(0, 3);
      fixture.assertFound(0, 3);

      assertThat(Thread.interrupted()).isTrue();
      fixture.append(3, 4);
      fixture.assertFound(0, 4);
    }
  }

  @Test
  void append_segmentFull_goesOnInTheNext() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 20, 200))) {
      fixture.append(0, 12);

      assertThat(fixture.segmentFiles())
          .extracting(file -> file.getFileName().toString())
          .contains("00000000000000000000.seg", "00000000000000000003.seg")
          .hasSize(4);
      for (Path file : fixture.segmentFiles()) {
        assertThat(Files.size(file)).isLessThanOrEqualTo(200);
      }
      fixture.reopen();
      fixture.assertFound(0, 12);
    }
  }

  @Test
  void append_recordAboveSegmentBytes_standsInASegmentOfItsOwn() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 20, 200))) {
      for (long sequence = 0; sequence < 3; sequence++) {
        fixture.journal.append(sequence, START, payload(sequence, 1_000));
      }

      assertThat(fixture.segmentFiles()).hasSize(3);
      assertThat(fixture.readable(3)).hasSize(3);
    }
  }

  @Test
  void append_afterRestart_leavesEarlierFilesAlone() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.append(0, 2);
      byte[] before = Files.readAllBytes(fixture.segmentFiles().getFirst());

      fixture.reopen();
      fixture.append(2, 4);

      assertThat(fixture.segmentFiles()).hasSize(2);
      assertThat(Files.readAllBytes(fixture.segmentFiles().getFirst())).isEqualTo(before);
      fixture.assertFound(0, 4);
    }
  }

  @Test
  void release_overTheByteCap_removesOldestWhateverTheCursorsSay() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 2_000, 200))) {
      fixture.append(0, 100);
      List<Removed> removed = fixture.journal.release(0);

      assertThat(removed).isNotEmpty().allMatch(each -> each.reason() == Reason.TOO_MANY_BYTES);
      assertThat(fixture.journal.stats().bytes()).isBetween(1_000L, 2_000L);
      long oldest = fixture.journal.oldest().orElseThrow();
      assertThat(removed.getFirst().sequences().from()).isZero();
      assertThat(removed.getLast().sequences().to()).isEqualTo(oldest);
      assertThat(removed.stream().mapToLong(Removed::records).sum()).isEqualTo(oldest);
      fixture.assertFound(oldest, 100);
      assertThat(fixture.journal.read(0)).isEqualTo(new ReadResult.Absent());
      assertThat(fixture.journal.release(0)).isEmpty();
    }
  }

  @Test
  void open_smallerCapThanOnDisk_trimsAndTells() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 20, 200))) {
      fixture.append(0, 100);
      fixture.journal.close();

      try (Journal smaller =
          Journal.open(fixture.directory, bounded(root, 1_000, 200), fixture.time)) {
        assertThat(smaller.stats().bytes()).isLessThanOrEqualTo(1_000);
        long oldest = smaller.oldest().orElseThrow();
        assertThat(smaller.release(0).getLast().sequences().to()).isEqualTo(oldest);
        assertThat(smaller.nextSequence()).isEqualTo(100);
      }
    }
  }

  @Test
  void release_olderThanMaxAge_removesEvenTheSegmentBeingWritten() throws Exception {
    var config =
        new JournalConfig(
            root, Fsync.NEVER, 1 << 20, Duration.ofHours(8), Duration.ofDays(1), 1 << 20);
    try (var fixture = new JournalFixture(root, config)) {
      fixture.append(0, 10 * 60);

      List<Removed> removed = fixture.journal.release(0);
      long oldest = fixture.journal.oldest().orElseThrow();
      // Segments span an eighth of the age, so that much more may stay.
      assertThat(oldest).isBetween(60L, 120L);
      assertThat(removed).allMatch(each -> each.reason() == Reason.TOO_OLD);

      fixture.time.advance(Duration.ofHours(10));
      fixture.journal.release(0);
      assertThat(fixture.journal.stats()).isEqualTo(new JournalStats(0, 0, 0, 0, null));
      fixture.append(600, 601);
      fixture.assertFound(600, 601);
    }
  }

  @Test
  void release_deliveredByAll_waitsForKeepDelivered() throws Exception {
    var config =
        new JournalConfig(root, Fsync.NEVER, 1 << 20, Duration.ofDays(7), Duration.ofHours(1), 200);
    try (var fixture = new JournalFixture(root, config)) {
      fixture.append(0, 9);
      fixture.time.set(timestamp(8));
      assertThat(fixture.journal.release(9)).isEmpty();

      fixture.time.set(timestamp(2).plus(Duration.ofHours(1)));
      assertThat(fixture.journal.release(9))
          .containsExactly(new Removed(new SequenceRange(0, 3), 3, Reason.DELIVERED));
      fixture.assertFound(3, 9);
    }
  }

  @Test
  void release_somebodyStillWaits_keepsTheSegment() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 20, 200))) {
      fixture.append(0, 9);
      fixture.time.advance(Duration.ofDays(1));

      assertThat(fixture.journal.release(5))
          .containsExactly(new Removed(new SequenceRange(0, 3), 3, Reason.DELIVERED));
      fixture.assertFound(3, 9);
    }
  }

  @Test
  void open_everythingReleased_doesNotUseDeliveredSequencesAgain() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 20, 200))) {
      fixture.append(0, 9);
      fixture.directory.cursor("log").store(CursorState.startAt(9));
      fixture.reopen();
      fixture.time.advance(Duration.ofDays(1));
      fixture.journal.release(9);
      assertThat(fixture.segmentFiles()).isEmpty();

      fixture.reopen();

      assertThat(fixture.journal.nextSequence()).isEqualTo(9);
    }
  }

  @Test
  void bytesBetween_partOfTheRecords_countsHeadersAndPayloads() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.append(0, 10);
      long each = (long) SegmentFormat.RECORD_HEADER_BYTES + payload(0).remaining();

      assertThat(fixture.journal.bytesBetween(2, 5)).isEqualTo(3 * each);
      assertThat(fixture.journal.bytesBetween(8, 50)).isEqualTo(2 * each);
      assertThat(fixture.journal.bytesBetween(5, 5)).isZero();
      assertThat(fixture.journal.stats())
          .isEqualTo(new JournalStats(24 + 10 * each, 1, 10, 0, START));
    }
  }

  @Test
  void read_fileUnlinkedByAnother_isAbsent() throws Exception {
    try (var fixture = new JournalFixture(root)) {
      fixture.append(0, 2);
      Files.delete(fixture.segmentFiles().getFirst());

      assertThat(fixture.journal.read(1)).isEqualTo(new ReadResult.Absent());
    }
  }

  @Test
  void append_directoryGone_failsAndHealsWhenItIsBack() throws Exception {
    try (var fixture = new JournalFixture(root, bounded(root, 1 << 20, 200))) {
      fixture.append(0, 3);
      Path moved = root.resolve("moved");
      Files.move(fixture.directory.journal(), moved);
      assertThatThrownBy(() -> fixture.append(3, 4))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(DiskFullException.class);

      Files.move(moved, fixture.directory.journal());

      fixture.append(4, 6);
      fixture.assertFound(0, 3);
      fixture.assertFound(4, 6);
      assertThat(fixture.journal.read(3)).isEqualTo(new ReadResult.Absent());
    }
  }

  @Test
  void config_nonsense_isRefusedWithItsName() {
    assertThatThrownBy(() -> bounded(root, 0, 1)).hasMessageContaining("maxBytes is 0");
    assertThatThrownBy(() -> bounded(root, 1, -1)).hasMessageContaining("segmentBytes is -1");
    assertThatThrownBy(
            () -> new JournalConfig(root, Fsync.NEVER, 1, Duration.ZERO, Duration.ZERO, 1))
        .hasMessageContaining("maxAge is PT0S");
    assertThat(JournalConfig.defaults(root).maxBytes()).isEqualTo(2L << 30);
    assertThat(Instant.EPOCH.plus(JournalConfig.defaults(root).keepDelivered()))
        .isEqualTo(Instant.EPOCH.plusSeconds(3600));
  }
}
