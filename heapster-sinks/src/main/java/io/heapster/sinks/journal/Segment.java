package io.heapster.sinks.journal;

import java.nio.file.Path;
import java.time.Instant;

/** One segment file as the running journal knows it. Grown by the appender, read by anyone. */
final class Segment {
  private final Path path;
  private final long number;
  private volatile Extent extent;

  Segment(Path path, long number, long bytes) {
    this.path = path;
    this.number = number;
    this.extent = new Extent(bytes, 0, number, number, Instant.MAX, Instant.MIN);
  }

  /**
   * What a segment holds.
   *
   * @param end one more than the last record's sequence
   */
  record Extent(long bytes, long records, long first, long end, Instant oldest, Instant newest) {

    private Extent with(RecordHeader header, long bytesNow) {
      Instant timestamp = header.timestamp();
      return new Extent(
          bytesNow,
          records + 1,
          records == 0 ? header.sequence() : first,
          header.sequence() + 1,
          timestamp.isBefore(oldest) ? timestamp : oldest,
          timestamp.isAfter(newest) ? timestamp : newest);
    }
  }

  Path path() {
    return path;
  }

  long number() {
    return number;
  }

  Extent extent() {
    return extent;
  }

  void add(RecordHeader header, long bytesNow) {
    extent = extent.with(header, bytesNow);
  }

  Removed removed(Removed.Reason reason) {
    Extent held = extent;
    return new Removed(new SequenceRange(held.first(), held.end()), held.records(), reason);
  }
}
