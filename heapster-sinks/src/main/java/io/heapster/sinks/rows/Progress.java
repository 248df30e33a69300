package io.heapster.sinks.rows;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the last failed batches got: the number of their first chunks that need not be sent
 * again. Forgets the oldest; then a batch begins anew, which costs duplicates and loses nothing.
 */
final class Progress {
  private static final int REMEMBERED = 64;

  private final Map<Instant, Integer> chunks =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  int chunksDone(Instant batch) {
    return chunks.getOrDefault(batch, 0);
  }

  void failed(Instant batch, int chunksDone) {
    chunks.remove(batch);
    if (chunksDone > 0) {
      chunks.put(batch, chunksDone);
    }
  }

  void finished(Instant batch) {
    chunks.remove(batch);
  }
}
