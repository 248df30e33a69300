package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.SegmentFormat.FILE_HEADER_BYTES;
import static io.heapster.sinks.journal.SegmentFormat.RECORD_HEADER_BYTES;

import io.heapster.sinks.journal.SegmentScan.Damage;
import io.heapster.sinks.journal.SegmentScan.Entry;
import io.heapster.sinks.journal.SegmentScan.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one segment file from header to header. Where a header is damaged it looks for the next one
 * byte by byte, so that only the damaged record is lost. Changes nothing.
 */
final class SegmentScanner {
  /** Bytes looked at in one go while searching. */
  private static final int WINDOW = 1 << 16;

  private final Path path;
  private final long number;
  private final RandomAccessFile file;
  private final long length;
  private final List<Entry> records = new ArrayList<>();
  private final List<Damage> damage = new ArrayList<>();
  private long last;

  private SegmentScanner(Path path, long number, RandomAccessFile file) throws IOException {
    this.path = path;
    this.number = number;
    this.file = file;
    this.length = file.length();
    this.last = number - 1;
  }

  /**
   * @throws IOException when the file cannot be opened or read
   */
  static SegmentScan scan(Path path, long number) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      return new SegmentScanner(path, number, file).scan();
    }
  }

  private SegmentScan scan() throws IOException {
    if (length < FILE_HEADER_BYTES) {
      if (length > 0) {
        damage.add(new Damage(Kind.TORN_TAIL, 0, length, last, Long.MAX_VALUE));
      }
      return result("");
    }
    int version = SegmentFormat.version(bytes(0, FILE_HEADER_BYTES));
    if (version == SegmentFormat.NO_VERSION) {
      return scanWithoutHeader();
    }
    if (version > SegmentFormat.VERSION || version < 1) {
      // Not to be delivered, but as far as its headers are known, its sequences are.
      scanFrom(FILE_HEADER_BYTES);
      return result(
          "its format is version %d, and this release reads up to %d"
              .formatted(version, SegmentFormat.VERSION));
    }
    scanFrom(FILE_HEADER_BYTES);
    return result("");
  }

  /** Records tell that a file is ours as well as its header does. */
  private SegmentScan scanWithoutHeader() throws IOException {
    damage.add(new Damage(Kind.FILE_HEADER, 0, FILE_HEADER_BYTES, last, Long.MAX_VALUE));
    scanFrom(FILE_HEADER_BYTES);
    return result(records.isEmpty() ? "it is no journal segment" : "");
  }

  private void scanFrom(long start) throws IOException {
    long offset = start;
    while (offset < length) {
      Optional<RecordHeader> header = header(offset);
      if (header.isEmpty()) {
        offset = skipDamage(offset);
      } else if (offset + header.get().recordBytes() > length) {
        addDamage(Kind.TORN_TAIL, offset, length, Long.MAX_VALUE);
        offset = length;
      } else {
        records.add(new Entry(header.get(), offset));
        last = header.get().sequence();
        offset += header.get().recordBytes();
      }
    }
  }

  /** The offset of the next header behind damaged bytes, or the end. */
  private long skipDamage(long offset) throws IOException {
    long next = search(offset + 1);
    Optional<RecordHeader> header = next < length ? header(next) : Optional.empty();
    boolean torn = header.isEmpty() && length - offset < RECORD_HEADER_BYTES;
    long before = header.map(RecordHeader::sequence).orElse(Long.MAX_VALUE);
    addDamage(torn ? Kind.TORN_TAIL : Kind.HEADER, offset, next, before);
    return next;
  }

  private void addDamage(Kind kind, long from, long to, long before) {
    damage.add(new Damage(kind, from, to - from, last, before));
  }

  private long search(long from) throws IOException {
    long offset = from;
    while (length - offset >= RECORD_HEADER_BYTES) {
      byte[] window = bytes(offset, (int) Math.min(WINDOW, length - offset));
      for (int at = 0; at + RECORD_HEADER_BYTES <= window.length; at++) {
        if (accepted(SegmentFormat.recordHeader(window, at)).isPresent()) {
          return offset + at;
        }
      }
      offset += window.length - RECORD_HEADER_BYTES + 1;
    }
    return length;
  }

  private Optional<RecordHeader> header(long offset) throws IOException {
    if (length - offset < RECORD_HEADER_BYTES) {
      return Optional.empty();
    }
    return accepted(SegmentFormat.recordHeader(bytes(offset, RECORD_HEADER_BYTES), 0));
  }

  /** A record that does not ascend is a copy of something, not what was appended here. */
  private Optional<RecordHeader> accepted(Optional<RecordHeader> header) {
    return header.filter(each -> each.sequence() > last);
  }

  private byte[] bytes(long offset, int count) throws IOException {
    var bytes = new byte[count];
    file.seek(offset);
    file.readFully(bytes);
    return bytes;
  }

  private SegmentScan result(String unreadable) {
    return new SegmentScan(path, number, length, records, damage, unreadable);
  }
}
