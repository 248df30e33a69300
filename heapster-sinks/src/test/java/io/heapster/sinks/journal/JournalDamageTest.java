package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.payload;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that changed behind the journal's back; five records in one segment unless said. */
final class JournalDamageTest {
  private static final int RECORDS = 5;
  private static final int HEADER = SegmentFormat.FILE_HEADER_BYTES;
  private static final int RECORD = SegmentFormat.RECORD_HEADER_BYTES + payload(0).remaining();

  @TempDir private Path root;
  private JournalFixture fixture;
  private Path segment;
  private byte[] sound;

  @BeforeEach
  void writeSegment() throws Exception {
    fixture = new JournalFixture(root);
    fixture.append(0, RECORDS);
    fixture.journal.close();
    segment = fixture.segmentFiles().getFirst();
    sound = Files.readAllBytes(segment);
    assertThat(sound).hasSize(HEADER + RECORDS * RECORD);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void open(byte[] bytes) throws Exception {
    for (Path leftover : JournalFixture.files(fixture.directory.journal(), "*")) {
      Files.delete(leftover);
    }
    Files.write(segment, bytes);
    fixture.reopen();
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    byte[] copy = bytes.clone();
    copy[at] ^= (byte) (1 << bit);
    return copy;
  }

  private Set<Long> lost() throws Exception {
    var lost = new HashSet<Long>();
    for (long sequence = 0; sequence < RECORDS; sequence++) {
      switch (fixture.journal.read(sequence)) {
        case ReadResult.Found found ->
            assertThat(found)
                .isEqualTo(new ReadResult.Found(timestamp(sequence), payload(sequence)));
        case ReadResult.Damaged damaged -> {
          assertThat(damaged.what()).contains(segment.toString());
          lost.add(sequence);
        }
        case ReadResult.Absent _ -> lost.add(sequence);
      }
    }
    return lost;
  }

  @Test
  void read_bitFlippedAtEveryByte_losesThatRecordOnly() throws Exception {
    for (int at = 0; at < sound.length; at++) {
      open(flipped(sound, at, at % 8));

      // A damaged file header costs nothing: the records tell what the file is.
      Set<Long> expected = at < HEADER ? Set.of() : Set.of((at - HEADER) / (long) RECORD);
      assertThat(lost()).as("byte %d", at).isEqualTo(expected);
      assertThat(fixture.journal.stats().damaged()).as("byte %d", at).isEqualTo(expected.size());
    }
  }

  @Test
  void read_headerDamagedBetweenOthers_isDamagedAndNotAbsent() throws Exception {
    open(flipped(sound, HEADER + 2 * RECORD + 9, 0));

    assertThat(fixture.journal.read(2)).isInstanceOf(ReadResult.Damaged.class);
    assertThat(fixture.journal.stats().records()).isEqualTo(RECORDS - 1);
  }

  @Test
  void read_damagedTwice_isCountedOnce() throws Exception {
    open(flipped(sound, sound.length - 1, 3));
    assertThat(fixture.journal.stats().damaged()).isZero();

    assertThat(fixture.journal.read(4)).isEqualTo(fixture.journal.read(4));

    assertThat(fixture.journal.stats().damaged()).isEqualTo(1);
  }

  @Test
  void open_cutAtEveryByte_keepsTheWholeRecordsBefore() throws Exception {
    for (int length = 0; length < sound.length; length++) {
      open(Arrays.copyOf(sound, length));

      long whole = Math.max(0, length - HEADER) / RECORD;
      assertThat(fixture.readable(RECORDS)).as("cut at %d", length).hasSize((int) whole);
      fixture.assertFound(0, whole);
      assertThat(fixture.journal.nextSequence()).isEqualTo(whole);
      // What was never whole was never acknowledged: its number is free.
      fixture.append(whole, RECORDS);
      fixture.assertFound(0, RECORDS);
    }
  }

  @Test
  void open_cutInsideTheLastRecord_countsNoneDamaged() throws Exception {
    // As every kill in the middle of an append leaves it.
    open(Arrays.copyOf(sound, sound.length - 1));

    assertThat(fixture.journal.stats().damaged()).isZero();
    assertThat(new JournalAdministration(root, fixture.time).list().get(2)).endsWith(" 0");
  }

  @Test
  void open_manyBytesOverwritten_findsTheRecordsBehind() throws Exception {
    byte[] bytes = sound.clone();
    Arrays.fill(bytes, HEADER + RECORD - 5, HEADER + 3 * RECORD + 5, (byte) 'H');
    open(bytes);

    assertThat(lost()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    assertThat(fixture.journal.read(2)).isInstanceOf(ReadResult.Damaged.class);
  }

  @Test
  void open_damageLongerThanTheSearchWindow_findsTheRecordBehind() throws Exception {
    var bytes = ByteBuffer.allocate(sound.length + 200_001);
    bytes.put(sound, 0, HEADER + RECORD);
    bytes.put(JournalFixture.payload(7, 200_001));
    bytes.put(sound, HEADER + RECORD, sound.length - HEADER - RECORD);
    open(bytes.array());

    assertThat(lost()).isEmpty();
    assertThat(fixture.journal.stats().damaged()).isEqualTo(1);
  }

  @Test
  void open_foreignFile_isSetAsideAndTheRestIsRead() throws Exception {
    fixture.reopen();
    Path foreign = segment.resolveSibling(SegmentFiles.name(3_000));
    Files.writeString(foreign, "this is not a journal segment, it is a letter to somebody");
    fixture.reopen();

    assertThat(lost()).isEmpty();
    assertThat(foreign).doesNotExist();
    assertThat(foreign.resolveSibling(foreign.getFileName() + ".unreadable")).exists();
    assertThat(fixture.journal.nextSequence()).isEqualTo(3_001);
  }

  @Test
  void open_newerVersion_isSetAsideUnchanged() throws Exception {
    byte[] newer = sound.clone();
    ByteBuffer.wrap(newer)
        .putInt(4, 2)
        .putInt(20, SegmentFormat.checksum(ByteBuffer.wrap(newer).putInt(4, 2).array(), 0, 20));
    open(newer);

    assertThat(lost()).hasSize(RECORDS);
    Path aside = segment.resolveSibling(segment.getFileName() + ".unreadable");
    assertThat(Files.readAllBytes(aside)).isEqualTo(newer);
    // Its sequences are known and stay its own; who waits for them is told that they are lost.
    assertThat(fixture.journal.nextSequence()).isEqualTo(RECORDS);
    for (long sequence = 0; sequence < RECORDS; sequence++) {
      assertThat(fixture.journal.read(sequence)).isInstanceOf(ReadResult.Damaged.class);
    }
    fixture.append(RECORDS, RECORDS + 2);
    fixture.assertFound(RECORDS, RECORDS + 2);
    assertThat(fixture.journal.read(RECORDS + 2)).isInstanceOf(ReadResult.Absent.class);
  }

  @Test
  void open_garbageOfManyRecords_reservesWhatItMayHaveHeld() throws Exception {
    open(new byte[10 << 10]);

    assertThat(fixture.journal.nextSequence()).isEqualTo(11);
    assertThat(fixture.journal.read(10)).isInstanceOf(ReadResult.Damaged.class);
  }

  @Test
  void open_filesSetAsideAgainAndAgain_keepsTheNewestWithinTheBounds() throws Exception {
    for (int number = 0; number < SetAside.MAX_FILES + 3; number++) {
      open(segment.resolveSibling(SegmentFiles.name(number)), new byte[100]);
    }

    List<Path> aside = JournalFixture.files(fixture.directory.journal(), "*.unreadable");
    assertThat(aside).hasSize(SetAside.MAX_FILES);
    assertThat(aside.getFirst().getFileName().toString()).startsWith(SegmentFiles.name(3));
  }

  private void open(Path file, byte[] bytes) throws Exception {
    Files.write(file, bytes);
    fixture.reopen();
  }

  @Test
  void open_directoryInPlaceOfASegment_isSetAside() throws Exception {
    Path directory = Files.createDirectory(segment.resolveSibling(SegmentFiles.name(8)));
    Files.writeString(directory.resolve("something"), "here");
    fixture.reopen();

    assertThat(lost()).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @Test
  void open_filesThatAreNoneOfOurs_areLeftAlone() throws Exception {
    Path note = Files.writeString(segment.resolveSibling("README"), "hands off");
    Path odd = Files.writeString(segment.resolveSibling("99999999999999999999.seg"), "too big");
    fixture.reopen();

    assertThat(lost()).isEmpty();
    assertThat(note).exists();
    assertThat(odd).exists();
  }

  @Test
  void open_sampleOfVersion1_isRead() throws Exception {
    try (InputStream sample = JournalDamageTest.class.getResourceAsStream("v1.seg")) {
      open(sample.readAllBytes());
    }

    assertThat(lost()).isEmpty();
    assertThat(fixture.journal.nextSequence()).isEqualTo(RECORDS);
    assertThat(fixture.journal.stats().damaged()).isZero();
  }

  @Test
  void append_thisRelease_writesTheSampleOfItsVersion() throws Exception {
    try (InputStream sample = JournalDamageTest.class.getResourceAsStream("v1.seg")) {
      assertThat(sound).isEqualTo(sample.readAllBytes());
    }
  }
}
