package io.heapster.sinks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CursorFileTest {
  private static final CursorState OLD =
      new CursorState(7, List.of(new SequenceRange(1, 2), new SequenceRange(4, 6)));
  private static final CursorState NEW = new CursorState(12, List.of(new SequenceRange(4, 11)));

  @TempDir private Path directory;
  private Path path;

  @BeforeEach
  void nameFile() {
    path = directory.resolve("log.cursor");
  }

  private CursorFile file() {
    return new CursorFile(path, new RealDisk());
  }

  @Test
  void load_nothingStored_isEmptyAndNotUnreadable() {
    CursorFile file = file();
    assertThat(file.load()).isEmpty();
    assertThat(file.isUnreadable()).isFalse();
  }

  @Test
  void store_manyTimes_loadsTheLast() throws Exception {
    CursorFile file = file();
    for (long next = 0; next < 50; next++) {
      file.store(CursorState.startAt(next));
      assertThat(file().load()).contains(CursorState.startAt(next));
    }
    file.sync();
    // Another process goes on where this one ended.
    CursorFile later = file();
    later.store(NEW);
    assertThat(file().load()).contains(NEW);
  }

  @Test
  void load_writeCutAtEveryByte_givesOldOrNew() throws Exception {
    CursorFile writer = file();
    writer.store(CursorState.startAt(1));
    writer.store(OLD);
    byte[] before = Files.readAllBytes(path);
    writer.store(NEW);
    byte[] after = Files.readAllBytes(path);
    int from = Arrays.mismatch(before, after);

    for (int cut = 0; cut <= after.length; cut++) {
      byte[] torn = before.clone();
      System.arraycopy(after, 0, torn, 0, Math.min(cut, torn.length));
      if (cut > 200 && cut < CursorFormat.SLOT_BYTES) {
        continue; // nothing there
      }
      Files.write(path, cut > torn.length ? after : torn);
      assertThat(file().load()).as("cut at %d", cut).isPresent().get().isIn(OLD, NEW);
      if (cut <= from) {
        assertThat(file().load()).contains(OLD);
      }
    }
    Files.write(path, after);
    assertThat(file().load()).contains(NEW);
  }

  @Test
  void load_fileCutAtEveryUsedByte_neverFails() throws Exception {
    CursorFile writer = file();
    writer.store(OLD);
    writer.store(NEW);
    byte[] whole = Files.readAllBytes(path);

    for (int length : lengths(whole.length)) {
      Files.write(path, Arrays.copyOf(whole, length));
      CursorFile file = file();
      Optional<CursorState> loaded = file.load();
      assertThat(loaded.isEmpty()).as("cut at %d", length).isEqualTo(file.isUnreadable());
      assertThat(loaded.orElse(OLD)).isIn(OLD, NEW);
      file.store(OLD);
      assertThat(file().load()).contains(OLD);
    }
  }

  private static List<Integer> lengths(int whole) {
    var lengths = new ArrayList<Integer>();
    for (int length = 0; length < 150; length++) {
      lengths.add(length);
    }
    for (int length = CursorFormat.SLOT_BYTES - 2; length < whole; length++) {
      lengths.add(length);
    }
    return lengths;
  }

  @Test
  void load_everyBitFlipped_givesOldOrNew() throws Exception {
    CursorFile writer = file();
    writer.store(OLD);
    writer.store(NEW);
    byte[] whole = Files.readAllBytes(path);

    for (int at = 0; at < whole.length; at++) {
      if (at > 150 && at < CursorFormat.SLOT_BYTES) {
        continue; // nothing there
      }
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        // Without the disk: what load does with the bytes it read.
        assertThat(CursorFormat.newest(flipped).orElseThrow().state())
            .as("byte %d bit %d", at, bit)
            .isIn(OLD, NEW);
      }
    }
  }

  @Test
  void load_rubbish_isReportedAndHealsWithTheNextStore() throws Exception {
    Files.writeString(path, "rubbish ".repeat(40_000));

    CursorFile file = file();
    assertThat(file.load()).isEmpty();
    assertThat(file.isUnreadable()).isTrue();
    file.store(NEW);
    assertThat(file.isUnreadable()).isFalse();
    assertThat(file().load()).contains(NEW);
  }

  @Test
  void load_directoryInItsPlace_isReported() throws Exception {
    Files.createDirectory(path);

    CursorFile file = file();
    assertThat(file.load()).isEmpty();
    assertThat(file.isUnreadable()).isTrue();
  }

  @Test
  void store_moreRangesThanFit_losesNone() throws Exception {
    var ranges = new ArrayList<SequenceRange>();
    for (long from = 0; from < 20_000; from += 4) {
      ranges.add(new SequenceRange(from, from + 1));
    }
    var state = new CursorState(20_000, ranges);
    file().store(state);

    CursorState loaded = file().load().orElseThrow();

    assertThat(loaded.backlog()).hasSize(CursorFormat.MAX_RANGES);
    assertThat(ranges).allMatch(range -> loaded.isPending(range.from()));
    assertThat(loaded.next()).isEqualTo(20_000);
  }
}
