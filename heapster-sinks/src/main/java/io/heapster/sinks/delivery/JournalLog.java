package io.heapster.sinks.delivery;

import com.codahale.metrics.Counter;
import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sinks.codec.BatchDecoder;
import io.heapster.sinks.codec.BatchEncoder;
import io.heapster.sinks.codec.CorruptBatchException;
import io.heapster.sinks.journal.CursorFile;
import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.DataDirectory;
import io.heapster.sinks.journal.Journal;
import io.heapster.sinks.journal.PendingOrder;
import io.heapster.sinks.journal.ReadResult;
import io.heapster.sinks.journal.Removed;
import io.heapster.sinks.journal.Requests;
import io.heapster.sinks.journal.SequenceRange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches and cursors in a data directory. */
final class JournalLog implements BatchLog {
  private static final Logger log = LoggerFactory.getLogger(JournalLog.class);

  private final DataDirectory directory;
  private final Journal journal;
  private final Requests requests;
  private final BatchEncoder encoder = new BatchEncoder();
  private final Map<String, CursorFile> cursors = new HashMap<>();
  private final Counter damaged;
  private final Counter unknownMetrics;

  /** Whole records that were no batch, so that each is told and counted once. */
  private final Set<Long> undecodable = ConcurrentHashMap.newKeySet();

  private long damagedToldByJournal;

  JournalLog(DataDirectory directory, Journal journal, Telemetry telemetry) {
    this.directory = directory;
    this.journal = journal;
    this.requests = directory.requests();
    this.unknownMetrics = telemetry.counter(SelfMetric.VALUES_DROPPED, "unknown_metric");
    this.damaged = telemetry.counter(SelfMetric.JOURNAL_DAMAGED);
    telemetry.gauge(SelfMetric.JOURNAL_BYTES, () -> journal.stats().bytes());
    telemetry.gauge(SelfMetric.JOURNAL_SEGMENTS, () -> journal.stats().segments());
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public long oldest() {
    return journal.oldest().orElse(journal.nextSequence());
  }

  @Override
  public long nextSequence() {
    return journal.nextSequence();
  }

  @Override
  public CursorState register(String sink) {
    CursorFile file = directory.cursor(sink);
    cursors.put(sink, file);
    Optional<CursorState> stored = file.load();
    long head = journal.nextSequence();
    long newcomer = file.isUnreadable() ? oldest() : head;
    CursorState state = stored.orElseGet(() -> CursorState.startAt(newcomer));
    try {
      file.store(state);
    } catch (IOException e) {
      // A full disk must not keep the daemon from starting.
      log.warn("sink {}: its cursor cannot be stored now", sink, e);
    }
    return state;
  }

  @Override
  public void store(String sink, CursorState state) throws IOException {
    file(sink).store(state);
  }

  @Override
  public void syncCursors() throws IOException {
    IOException failure = null;
    for (CursorFile file : cursors.values()) {
      try {
        file.sync();
      } catch (IOException e) {
        // The first is told; the others' files are forced all the same.
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void append(long sequence, DataBatch batch) throws IOException {
    journal.append(sequence, batch.timestamp(), encoder.encode(batch));
  }

  @Override
  public void sync() throws IOException {
    journal.sync();
  }

  @Override
  public Reader newReader() {
    var decoder = new BatchDecoder();
    return sequence -> read(sequence, decoder);
  }

  private Reading read(long sequence, BatchDecoder decoder) throws IOException {
    return switch (journal.read(sequence)) {
      case ReadResult.Found found -> decoded(sequence, found, decoder);
      case ReadResult.Damaged _ -> new Reading.Missing(Loss.DAMAGED);
      case ReadResult.Absent _ -> new Reading.Missing(absence(sequence));
    };
  }

  private Reading decoded(long sequence, ReadResult.Found found, BatchDecoder decoder) {
    long unknown = decoder.droppedMetrics();
    try {
      DataBatch batch = decoder.decode(found.payload());
      unknownMetrics.inc(decoder.droppedMetrics() - unknown);
      return new Reading.Found(batch);
    } catch (CorruptBatchException | RuntimeException e) {
      if (undecodable.add(sequence)) {
        damaged.inc();
        log.warn(
            "journal: record {} of {} is no batch that can be read: {}; everything else is still"
                + " delivered",
            sequence,
            found.timestamp(),
            e.getMessage(),
            e instanceof RuntimeException ? e : null);
      }
      return new Reading.Missing(Loss.DAMAGED);
    }
  }

  private Loss absence(long sequence) {
    return journal
        .removal(sequence)
        .map(JournalLog::loss)
        .orElseGet(() -> sequence < oldest() ? Loss.OVER_CAP : Loss.UNDURABLE);
  }

  @Override
  public Optional<Instant> timestampFrom(long sequence) {
    return journal.timestampFrom(sequence);
  }

  @Override
  public long bytes(CursorState cursor, long head) {
    long bytes = 0;
    for (SequenceRange range : cursor.pending(head)) {
      bytes += journal.bytesBetween(range.from(), range.to());
    }
    return bytes;
  }

  @Override
  public List<Gone> release(long deliveredBelow) {
    var gone = new ArrayList<Gone>();
    for (Removed removed : journal.release(deliveredBelow)) {
      gone.add(new Gone(removed.sequences(), loss(removed.reason())));
    }
    countDamaged();
    return gone;
  }

  private static Loss loss(Removed.Reason reason) {
    return switch (reason) {
      case DISK_FULL -> Loss.DISK_FULL;
      // Delivered to all when it was decided; somebody may have ordered a replay since.
      case TOO_MANY_BYTES, TOO_OLD, DELIVERED -> Loss.OVER_CAP;
    };
  }

  private void countDamaged() {
    long told = journal.stats().damaged();
    damaged.inc(told - damagedToldByJournal);
    damagedToldByJournal = told;
  }

  @Override
  public List<PendingOrder> orders() {
    return requests.take();
  }

  @Override
  public CursorOrder.Applied apply(CursorOrder order, CursorState state) {
    return journal.apply(order, state);
  }

  @Override
  public Optional<CursorOrder.Applied> applyOnDisk(CursorOrder order) throws IOException {
    if (!directory.sinks().contains(order.sink())) {
      return Optional.empty();
    }
    CursorFile file = directory.cursor(order.sink());
    CursorState state = file.load().orElseGet(() -> CursorState.startAt(oldest()));
    CursorOrder.Applied applied = apply(order, state);
    file.store(applied.state());
    file.sync();
    return Optional.of(applied);
  }

  @Override
  public void close() {
    journal.close();
    directory.close();
  }

  private CursorFile file(String sink) {
    CursorFile file = cursors.get(sink);
    if (file == null) {
      throw new IllegalStateException("sink " + sink + " was not registered");
    }
    return file;
  }
}
