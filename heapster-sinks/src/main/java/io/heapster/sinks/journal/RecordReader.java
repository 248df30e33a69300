package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.SegmentFormat.RECORD_HEADER_BYTES;

import io.heapster.sinks.journal.JournalIndex.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and verifies records. Thread-safe. The file is opened for each record: a few microseconds
 * next to the payload's decoding, and no open file to bound, to close or to have closed under one's
 * feet by another reader's interrupt.
 */
final class RecordReader {
  private static final Logger log = LoggerFactory.getLogger(RecordReader.class);

  private final JournalIndex index;
  private final AtomicLong damaged;

  /** Damaged records found by reading, so that each is told and counted once. */
  private final Set<Long> found = ConcurrentHashMap.newKeySet();

  /**
   * @param damaged records known to be damaged
   */
  RecordReader(JournalIndex index, long damaged) {
    this.index = index;
    this.damaged = new AtomicLong(damaged);
  }

  long damaged() {
    return damaged.get();
  }

  /** See {@link Journal#read}. */
  ReadResult read(long sequence) throws IOException {
    Optional<Place> place = index.place(sequence);
    if (place.isPresent()) {
      return read(place.get());
    }
    Optional<String> damage = index.damage(sequence);
    return damage.isPresent() ? new ReadResult.Damaged(damage.get()) : new ReadResult.Absent();
  }

  private ReadResult read(Place place) throws IOException {
    try (var file = new RandomAccessFile(place.segment().path().toFile(), "r")) {
      return read(place, file);
    } catch (FileNotFoundException e) {
      // Also what too many open files look like.
      if (Files.exists(place.segment().path())) {
        throw e;
      }
      return new ReadResult.Absent();
    }
  }

  private ReadResult read(Place place, RandomAccessFile file) {
    RecordHeader header = place.header();
    var bytes = new byte[Math.toIntExact(header.recordBytes())];
    try {
      file.seek(place.offset());
      file.readFully(bytes);
    } catch (IOException e) {
      return damaged(place, e.toString());
    }
    if (!SegmentFormat.recordHeader(bytes, 0).equals(Optional.of(header))) {
      return damaged(place, "its header changed");
    }
    var payload = ByteBuffer.wrap(bytes, RECORD_HEADER_BYTES, header.length()).slice();
    if (SegmentFormat.checksum(payload) != header.payloadCrc()) {
      return damaged(place, "its checksum does not fit");
    }
    return new ReadResult.Found(header.timestamp(), payload);
  }

  private ReadResult damaged(Place place, String why) {
    Path path = place.segment().path();
    long sequence = place.header().sequence();
    String what =
        "%s: record %d at offset %d is damaged: %s".formatted(path, sequence, place.offset(), why);
    if (found.add(sequence)) {
      damaged.incrementAndGet();
      log.warn("journal: {}; everything else is still delivered", what);
    }
    return new ReadResult.Damaged(what);
  }
}
