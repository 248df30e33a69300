package io.heapster.sinks.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.JournalIndex.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbered records on disk, appended at the end, read by anyone at any place, removed at the front
 * in whole segments. What was appended survives the process; see {@link Fsync} for the machine.
 *
 * <p>One thread appends, syncs and releases; any number may read at the same time without waiting
 * for it. Interrupts are left alone: they stop nothing here and harm no file.
 */
public final class Journal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  /** More than the record, because files take whole blocks. */
  private static final long ROOM_TO_SPARE = 1 << 16;

  private final Path directory;
  private final JournalConfig config;
  private final TimeSource time;
  private final Disk disk;
  private final Retention retention;
  private final JournalIndex index;
  private final RecordReader reader;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable SegmentWriter writer;

  /** Removed and not yet told. */
  @GuardedBy("lock")
  private final List<Removed> removed = new ArrayList<>();

  /** Told in the log, so that it is told once. */
  @GuardedBy("lock")
  private final Set<Segment> undeletable = new HashSet<>();

  /** Of the last append, or of the opening. */
  @GuardedBy("lock")
  private long appendedNanos;

  @GuardedBy("lock")
  private boolean closed;

  private Journal(DataDirectory data, JournalConfig config, TimeSource time) throws IOException {
    Recovery.Recovered recovered = Recovery.recover(data.journal(), data.disk(), config.maxBytes());
    this.directory = data.journal();
    this.config = config;
    this.time = time;
    this.disk = data.disk();
    this.retention = new Retention(config);
    this.appendedNanos = time.elapsedNanos();
    this.index = recovered.index();
    this.reader = new RecordReader(index, recovered.damaged());
    // A cursor may be ahead of everything on disk; what it passed must not come again as new.
    data.cursors().forEach(cursor -> index.reserve(cursor.next()));
  }

  /**
   * Finds what earlier processes left, whatever state it is in, and removes what is past the caps.
   *
   * @throws IOException when the directory cannot be read; never for the contents of a file
   */
  public static Journal open(DataDirectory dir, JournalConfig config, TimeSource time)
      throws IOException {
    var journal = new Journal(dir, config, time);
    journal.trim();
    JournalStats stats = journal.stats();
    log.info(
        "journal: {} records in {} segments, {} bytes, next is {}",
        stats.records(),
        stats.segments(),
        stats.bytes(),
        journal.nextSequence());
    return journal;
  }

  /**
   * Adds a record; when this returns, every reader sees it. When the disk is full, the oldest
   * closed segments make place, which the next {@link #release} tells.
   *
   * @param sequence at least {@link #nextSequence}; may leave a gap
   * @param timestamp kept in milliseconds
   * @param payload from its position to its limit; not changed, not kept
   * @throws IllegalArgumentException when the sequence is used, or the payload is above 1 GiB
   * @throws DiskFullException when there is no place; the journal goes on, without this record
   * @throws IOException when the record could not be written; the journal goes on without it
   */
  public void append(long sequence, Instant timestamp, ByteBuffer payload) throws IOException {
    if (payload.remaining() > SegmentFormat.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payload of " + payload.remaining() + " bytes; 1 GiB is the most a record can hold");
    }
    int checksum = SegmentFormat.checksum(payload);
    var header = new RecordHeader(payload.remaining(), sequence, timestamp, checksum);
    lock.lock();
    try {
      checkLocked(sequence);
      appendLocked(header, payload);
    } finally {
      lock.unlock();
    }
  }

  /** Forces what was appended to the disk, under {@link Fsync#EVERY_SECOND}; else does nothing. */
  public void sync() throws IOException {
    lock.lock();
    try {
      syncLocked();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws IOException when the file cannot be opened now; the record is not known to be lost
   */
  public ReadResult read(long sequence) throws IOException {
    return reader.read(sequence);
  }

  /** One more than the largest sequence ever used, as far as is known; 0 at the very start. */
  public long nextSequence() {
    return index.nextSequence();
  }

  /** The sequence of the oldest record. */
  public OptionalLong oldest() {
    return index.oldest();
  }

  /** Why a record that is absent went; empty when that is long ago, or it never was there. */
  public Optional<Removed.Reason> removal(long sequence) {
    return index.removal(sequence);
  }

  /** When the record was made; empty when it is not there. */
  public Optional<Instant> timestamp(long sequence) {
    return index.place(sequence).map(place -> place.header().timestamp());
  }

  /** When the first record at or behind a sequence was made; empty when there is none. */
  public Optional<Instant> timestampFrom(long sequence) {
    return index.timestampFrom(sequence);
  }

  /** Bytes that the records with these sequences take on disk, to exclusive. */
  public long bytesBetween(long fromSequence, long toSequence) {
    return index.bytesBetween(fromSequence, toSequence);
  }

  /** Carries out an operator's order on the cursor of its sink. Changes nothing by itself. */
  public CursorOrder.Applied apply(CursorOrder order, CursorState cursor) {
    return index.apply(order, cursor);
  }

  /**
   * Removes segments that every cursor passed and that are old enough, and those past the caps.
   *
   * @param deliveredBelow no cursor waits for a sequence below
   * @return all segments removed since the last call, by this and by anything else, oldest first
   */
  public List<Removed> release(long deliveredBelow) {
    lock.lock();
    try {
      releaseLocked(deliveredBelow);
      return takeRemovedLocked();
    } finally {
      lock.unlock();
    }
  }

  public JournalStats stats() {
    return new JournalStats(
        index.bytes(),
        index.segments().size(),
        index.records(),
        reader.damaged(),
        index.timestampFrom(0).orElse(null));
  }

  /** Syncs and closes; appends are refused from now on, reads are not. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closeWriterLocked();
    } finally {
      lock.unlock();
    }
  }

  private void trim() {
    lock.lock();
    try {
      releaseLocked(0);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void syncLocked() throws IOException {
    if (writer == null) {
      return;
    }
    try {
      writer.sync();
    } finally {
      closeUnsoundLocked();
    }
  }

  @GuardedBy("lock")
  private void checkLocked(long sequence) throws IOException {
    if (closed) {
      throw new IOException("journal " + directory + " is closed");
    }
    if (sequence < nextSequence()) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " is used; the next one is " + nextSequence());
    }
  }

  @GuardedBy("lock")
  private void appendLocked(RecordHeader header, ByteBuffer payload) throws IOException {
    try {
      writeLocked(header, payload);
    } catch (IOException e) {
      if (!DiskFullException.isTheCause(e, directory, header.recordBytes())) {
        closeWriterLocked();
        throw e;
      }
      makeRoomLocked(header.recordBytes());
      writeAgainLocked(header, payload);
    }
  }

  @GuardedBy("lock")
  private void writeAgainLocked(RecordHeader header, ByteBuffer payload) throws IOException {
    try {
      writeLocked(header, payload);
    } catch (IOException e) {
      if (!DiskFullException.isTheCause(e, directory, header.recordBytes())) {
        closeWriterLocked();
        throw e;
      }
      throw new DiskFullException(
          "journal %s: no room for record %d of %d bytes; free some space or raise the quota"
              .formatted(directory, header.sequence(), header.recordBytes()),
          e);
    }
  }

  @GuardedBy("lock")
  private void writeLocked(RecordHeader header, ByteBuffer payload) throws IOException {
    SegmentWriter target = writerLocked(header);
    try {
      long offset = target.append(header, payload);
      if (target.segment().extent().records() == 0) {
        index.add(target.segment());
      }
      index.add(new Place(target.segment(), offset, header), target.length());
      appendedNanos = time.elapsedNanos();
    } finally {
      closeUnsoundLocked();
    }
  }

  /** The segment that the record belongs into. */
  @GuardedBy("lock")
  private SegmentWriter writerLocked(RecordHeader header) throws IOException {
    if (writer != null && isTooLong(writer, header)) {
      closeWriterLocked();
    }
    if (writer == null) {
      writer = SegmentWriter.create(disk, directory, header.sequence(), config.fsync(), time.now());
    }
    return writer;
  }

  private boolean isTooLong(SegmentWriter target, RecordHeader header) {
    Segment.Extent extent = target.segment().extent();
    return extent.records() > 0
        && (target.length() + header.recordBytes() > config.rollBytes()
            || extent.oldest().plus(config.rollAge()).isBefore(header.timestamp()));
  }

  @GuardedBy("lock")
  private void closeUnsoundLocked() {
    if (writer != null && !writer.isSound()) {
      closeWriterLocked();
    }
  }

  @GuardedBy("lock")
  private void closeWriterLocked() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  /** Unlinks the oldest closed segments until the record should fit: fresh data is worth more. */
  @GuardedBy("lock")
  private void makeRoomLocked(long wanted) {
    long freed = 0;
    for (Segment segment : closedSegmentsLocked()) {
      if (freed >= wanted + ROOM_TO_SPARE) {
        return;
      }
      if (unlinkLocked(segment, Removed.Reason.DISK_FULL)) {
        freed += segment.extent().bytes();
      }
    }
  }

  @GuardedBy("lock")
  private void releaseLocked(long deliveredBelow) {
    var idle = Duration.ofNanos(time.elapsedNanos() - appendedNanos);
    if (retention.isTooOld(idle)) {
      closeWriterLocked();
    }
    List<Segment> segments = index.segments();
    int mayGo = closedSegmentsLocked().size();
    retention
        .verdicts(segments, mayGo, idle, time.now(), deliveredBelow)
        .forEach(verdict -> unlinkLocked(verdict.segment(), verdict.reason()));
  }

  /** Oldest first. */
  @GuardedBy("lock")
  private List<Segment> closedSegmentsLocked() {
    var segments = new ArrayList<>(index.segments());
    if (writer != null) {
      segments.remove(writer.segment());
    }
    return segments;
  }

  @GuardedBy("lock")
  private boolean unlinkLocked(Segment segment, Removed.Reason reason) {
    Removed leaving = segment.removed(reason);
    index.leaving(leaving);
    try {
      disk.deleteIfExists(segment.path());
    } catch (IOException e) {
      if (undeletable.add(segment)) {
        log.warn("journal: cannot delete {}; tried again", segment.path(), e);
      }
      return false;
    }
    undeletable.remove(segment);
    index.remove(segment);
    removed.add(leaving);
    return true;
  }

  @GuardedBy("lock")
  private List<Removed> takeRemovedLocked() {
    List<Removed> taken = List.copyOf(removed);
    removed.clear();
    return taken;
  }
}
