package io.heapster.sinks.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often in a row a sink broke on a batch. Remembers the last batches only; a forgotten one is
 * tried a few times more.
 */
final class PoisonCounts {
  /** A sink that breaks this often on a batch would break on it for ever. */
  static final int MOST = 5;

  private static final int REMEMBERED = 64;

  private final Map<Long, Integer> broken =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The sink broke on it once more; whether that is often enough. */
  boolean isPoison(long sequence) {
    int times = broken.merge(sequence, 1, Integer::sum);
    if (times < MOST) {
      return false;
    }
    broken.remove(sequence);
    return true;
  }

  /** Something else came of it. */
  void forget(long sequence) {
    broken.remove(sequence);
  }
}
