package io.heapster.sinks.journal;

import io.heapster.sinks.journal.SegmentScan.Damage;
import io.heapster.sinks.journal.SegmentScan.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which record stands where. Holds some 150 bytes per record, no payloads. Thread-safe; one thread
 * at a time changes it.
 */
final class JournalIndex {
  /** More segments than go before somebody who looked for a record asks what became of it. */
  private static final int REMEMBERED = 64;

  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, Place> places = new ConcurrentSkipListMap<>();

  /** Sequences that were there and whose headers are gone, by the first of them. */
  private final ConcurrentSkipListMap<Long, Lost> lost = new ConcurrentSkipListMap<>();

  /** The last segments that were to go, by the first of their sequences. */
  private final ConcurrentSkipListMap<Long, Removed> removed = new ConcurrentSkipListMap<>();

  private volatile long nextSequence;

  /** Where a record stands. */
  record Place(Segment segment, long offset, RecordHeader header) {}

  private record Lost(long to, String what) {}

  /** Adds a file that is readable and holds records; files come in the order of their numbers. */
  void add(SegmentScan scan) {
    var segment = new Segment(scan.path(), scan.number(), scan.bytes());
    for (SegmentScan.Entry entry : scan.records()) {
      add(new Place(segment, entry.offset(), entry.header()), scan.bytes());
    }
    segments.put(segment.number(), segment);
    for (Damage damage : scan.damage()) {
      if (damage.kind() != Kind.FILE_HEADER) {
        lost.put(damage.after() + 1, new Lost(damage.before(), damage.describe(scan.path())));
      }
    }
  }

  void add(Segment segment) {
    segments.put(segment.number(), segment);
  }

  /** Makes a record visible to readers. */
  void add(Place place, long segmentBytes) {
    RecordHeader header = place.header();
    place.segment().add(header, segmentBytes);
    places.put(header.sequence(), place);
    reserve(header.sequence() + 1);
  }

  /**
   * Tells of sequences that may have been there, and cannot be read; they are not given to other
   * records.
   *
   * @param to exclusive
   */
  void lose(long from, long to, String what) {
    lost.put(from, new Lost(to, what));
    reserve(to);
  }

  /** Sequences below are never given to another record. */
  void reserve(long next) {
    nextSequence = Math.max(nextSequence, next);
  }

  /** A segment is about to go. Said first, so that whoever finds its file gone finds the reason. */
  void leaving(Removed leaving) {
    removed.put(leaving.sequences().from(), leaving);
    while (removed.size() > REMEMBERED) {
      removed.pollFirstEntry();
    }
  }

  void remove(Segment segment) {
    segments.remove(segment.number());
    Segment.Extent extent = segment.extent();
    places.subMap(extent.first(), extent.end()).values().removeIf(at -> at.segment() == segment);
    oldest().ifPresentOrElse(first -> lost.headMap(first).clear(), lost::clear);
  }

  /** Why a sequence without a place has none, as far as that is remembered. */
  Optional<Removed.Reason> removal(long sequence) {
    return Optional.ofNullable(removed.floorEntry(sequence))
        .map(Map.Entry::getValue)
        .filter(gone -> gone.sequences().contains(sequence))
        .map(Removed::reason);
  }

  Optional<Place> place(long sequence) {
    return Optional.ofNullable(places.get(sequence));
  }

  /**
   * What is known about a sequence that has no place; empty when it was never there, or removed.
   */
  Optional<String> damage(long sequence) {
    Map.Entry<Long, Lost> below = lost.floorEntry(sequence);
    // A range without an end ends where the next record stands.
    boolean inside =
        below != null
            && sequence < Math.min(below.getValue().to(), nextSequence)
            && places.subMap(below.getKey(), sequence).isEmpty();
    return inside ? Optional.of(below.getValue().what()) : Optional.empty();
  }

  /** Oldest first. */
  List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  long bytes() {
    long bytes = 0;
    for (Segment segment : segments.values()) {
      bytes += segment.extent().bytes();
    }
    return bytes;
  }

  long records() {
    long records = 0;
    for (Segment segment : segments.values()) {
      records += segment.extent().records();
    }
    return records;
  }

  long nextSequence() {
    return nextSequence;
  }

  OptionalLong oldest() {
    Map.Entry<Long, Place> first = places.firstEntry();
    return first == null ? OptionalLong.empty() : OptionalLong.of(first.getKey());
  }

  /** The timestamp of the first record at or behind a sequence. */
  Optional<Instant> timestampFrom(long sequence) {
    return Optional.ofNullable(places.ceilingEntry(sequence))
        .map(entry -> entry.getValue().header().timestamp());
  }

  /** Bytes of the records with sequences from (inclusive) to (exclusive). */
  long bytesBetween(long from, long to) {
    long bytes = 0;
    if (from < to) {
      for (Place place : places.subMap(from, to).values()) {
        bytes += place.header().recordBytes();
      }
    }
    return bytes;
  }

  /** Records with sequences from (inclusive) to (exclusive). */
  long recordsBetween(long from, long to) {
    return places.subMap(from, to).size();
  }

  /** The timestamp of the first record with a sequence of the range. */
  Optional<Instant> timestampIn(SequenceRange range) {
    return places.subMap(range.from(), range.to()).values().stream()
        .map(place -> place.header().timestamp())
        .findFirst();
  }

  /** Sequences of the records from one instant (inclusive) to another (exclusive). */
  List<SequenceRange> between(Instant from, Instant to) {
    var ranges = new ArrayList<SequenceRange>();
    long first = -1;
    long last = -1;
    for (Place place : places.values()) {
      Instant timestamp = place.header().timestamp();
      boolean wanted = !timestamp.isBefore(from) && timestamp.isBefore(to);
      if (wanted) {
        last = place.header().sequence();
        first = first < 0 ? last : first;
      } else if (first >= 0) {
        ranges.add(new SequenceRange(first, last + 1));
        first = -1;
      }
    }
    if (first >= 0) {
      ranges.add(new SequenceRange(first, last + 1));
    }
    return List.copyOf(ranges);
  }

  /** Carries out an order on a cursor; changes nothing but the state returned. */
  CursorOrder.Applied apply(CursorOrder order, CursorState cursor) {
    return switch (order) {
      case CursorOrder.Replay replay -> {
        CursorState state = cursor.again(between(replay.from(), replay.to()));
        long again = state.pendingCount(0) - cursor.pendingCount(0);
        yield new CursorOrder.Applied(state, again, 0);
      }
      case CursorOrder.DropBefore drop -> dropBefore(drop.before(), cursor);
      case CursorOrder.DropAll _ -> dropped(cursor.dropBelow(nextSequence));
    };
  }

  private static CursorOrder.Applied dropped(CursorState.Dropped dropped) {
    return new CursorOrder.Applied(dropped.state(), 0, dropped.lost());
  }

  /** By the records' own times: after a clock was set back, older ones stand behind newer ones. */
  private CursorOrder.Applied dropBefore(Instant instant, CursorState cursor) {
    CursorState state = cursor;
    long lost = 0;
    long oldest = oldest().orElse(0);
    for (SequenceRange range : between(Instant.MIN, instant)) {
      // What stood before the oldest record is gone anyway.
      long from = range.from() == oldest ? 0 : range.from();
      CursorState.Dropped dropped = state.drop(new SequenceRange(from, range.to()));
      state = dropped.state();
      lost += dropped.lost();
    }
    return new CursorOrder.Applied(state, 0, lost);
  }
}
