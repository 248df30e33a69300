package io.heapster.sinks.rows;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far the last failed batches got. Forgets the oldest, those that come no more, and all when
 * something is replayed; then a batch begins anew, which costs duplicates and loses nothing. Used
 * by one thread.
 */
final class Progress {
  static final int REMEMBERED = 64;

  private final Map<Instant, Failed> failed = new Latest<>();
  private final Set<Instant> finished = Collections.newSetFromMap(new Latest<>());

  private record Failed(long fingerprint, BatchMemory memory) {}

  /** What is known of a batch that comes now; new where nothing is. */
  BatchMemory begin(DataBatch batch, Lane lane) {
    Instant timestamp = batch.timestamp();
    if (finished.contains(timestamp)) {
      // Replayed: somebody doubts that the far end still has what it took.
      failed.clear();
      finished.clear();
    }
    if (lane == Lane.BACKLOG) {
      // The oldest comes first: those before it were given up, or dropped from the journal.
      failed.keySet().removeIf(timestamp::isAfter);
    }
    Failed known = failed.get(timestamp);
    return known == null || known.fingerprint != Fingerprint.of(batch)
        ? new BatchMemory(timestamp)
        : known.memory;
  }

  void failed(DataBatch batch, BatchMemory memory) {
    Failed before = failed.remove(batch.timestamp());
    failed.put(
        batch.timestamp(),
        before != null && before.memory == memory
            ? before
            : new Failed(Fingerprint.of(batch), memory));
  }

  void finished(DataBatch batch) {
    failed.remove(batch.timestamp());
    finished.add(batch.timestamp());
  }

  private static final class Latest<V> extends LinkedHashMap<Instant, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Instant, V> eldest) {
      return size() > REMEMBERED;
    }
  }
}
