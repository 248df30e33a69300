package io.heapster.sinks.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * What the headers of one segment file tell; payloads are not looked at.
 *
 * @param number in the file's name: the sequence of its first record
 * @param bytes of the file
 * @param records in order; of an unreadable file those whose headers could still be told
 * @param damage in order
 * @param unreadable why the file as a whole is none of ours; empty when it is
 */
record SegmentScan(
    Path path,
    long number,
    long bytes,
    List<Entry> records,
    List<Damage> damage,
    String unreadable) {

  SegmentScan {
    records = List.copyOf(records);
    damage = List.copyOf(damage);
  }

  /** A record's header and the offset at which it stands. */
  record Entry(RecordHeader header, long offset) {}

  /**
   * Bytes that are no record.
   *
   * @param after the sequence of the last record before them; the file's number less one when there
   *     is none
   * @param before the sequence of the first record after them; {@link Long#MAX_VALUE} when there is
   *     none
   */
  record Damage(Kind kind, long offset, long bytes, long after, long before) {
    String describe(Path path) {
      return switch (kind) {
        case FILE_HEADER -> "%s: the file's own header is damaged".formatted(path);
        case HEADER ->
            "%s: %d bytes at offset %d are no record; up to sequence %s the ones between are lost"
                .formatted(path, bytes, offset, before == Long.MAX_VALUE ? "the end" : before);
        case TORN_TAIL ->
            "%s: the last %d bytes, at offset %d, are an unfinished record"
                .formatted(path, bytes, offset);
      };
    }
  }

  /** What happened to the bytes. */
  enum Kind {
    /** No record is lost. */
    FILE_HEADER,
    HEADER,
    /** Whoever wrote it did not come to its end. */
    TORN_TAIL
  }

  boolean isUnreadable() {
    return !unreadable.isEmpty();
  }

  /** One more than the last sequence of which a header is known; the number when none is. */
  long end() {
    return records.isEmpty() ? number : records.getLast().header().sequence() + 1;
  }

  /** Nothing in it but what a writer leaves who is killed at the first record. */
  boolean isStillborn() {
    return !isUnreadable()
        && records.isEmpty()
        && damage.stream().allMatch(each -> each.kind() == Kind.TORN_TAIL);
  }

  /** Damaged records, at least. An unfinished one was never acknowledged, and is none. */
  int damagedRecords() {
    return (int) damage.stream().filter(each -> each.kind() == Kind.HEADER).count();
  }
}
