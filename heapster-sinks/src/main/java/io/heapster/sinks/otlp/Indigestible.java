package io.heapster.sinks.otlp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.sinks.rows.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;

/**
 * Tells requests that a server cannot digest from a server that is ill. A request that failed
 * {@value #PATIENCE} times is to be divided, and so are its parts, at once; a row that fails alone
 * is given up, but only when something was accepted since its request failed first. Rows are known
 * by their checksums; they hold their time, so no two batches share one. Thread-safe.
 */
final class Indigestible {
  static final int PATIENCE = 5;

  /** Beyond, all is begun anew: that only takes longer. */
  private static final int MAX_REQUESTS = 1_000;

  private static final int MAX_SUSPECTS = 500_000;

  private final ReentrantLock lock = new ReentrantLock();

  /** By the checksum of all rows. */
  @GuardedBy("lock")
  private final Map<Long, Failing> requests = new HashMap<>();

  /** Rows of requests that failed too often, by checksum: how much was accepted before. */
  @GuardedBy("lock")
  private final Map<Long, Long> suspects = new HashMap<>();

  @GuardedBy("lock")
  private long accepted;

  /**
   * A request that fails.
   *
   * @param acceptedBefore requests accepted when it failed first
   */
  private record Failing(int times, long acceptedBefore) {}

  /** A request was taken. */
  void accepted(Rows rows) {
    lock.lock();
    try {
      accepted++;
      if (!requests.isEmpty()) {
        requests.remove(checksum(rows, 0, rows.size()));
      }
      for (int row = 0; !suspects.isEmpty() && row < rows.size(); row++) {
        suspects.remove(checksum(rows, row, row + 1));
      }
    } finally {
      lock.unlock();
    }
  }

  /** A request failed. Whether its rows count as refused; several are to be divided then. */
  boolean failed(Rows rows) {
    lock.lock();
    try {
      if (!areSuspectsLocked(rows) && !isTooOftenLocked(rows)) {
        return false;
      }
      if (rows.size() > 1) {
        return true;
      }
      long row = checksum(rows, 0, 1);
      boolean serverLives = suspects.getOrDefault(row, accepted) < accepted;
      if (serverLives) {
        suspects.remove(row);
      }
      return serverLives;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean areSuspectsLocked(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      if (!suspects.containsKey(checksum(rows, row, row + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Counts the failure; one too many puts all rows under suspicion. */
  @GuardedBy("lock")
  private boolean isTooOftenLocked(Rows rows) {
    long request = checksum(rows, 0, rows.size());
    Failing before = requests.getOrDefault(request, new Failing(0, accepted));
    if (before.times + 1 < PATIENCE) {
      if (requests.size() >= MAX_REQUESTS) {
        requests.clear();
      }
      requests.put(request, new Failing(before.times + 1, before.acceptedBefore));
      return false;
    }
    requests.remove(request);
    if (suspects.size() >= MAX_SUSPECTS) {
      suspects.clear();
    }
    for (int row = 0; row < rows.size(); row++) {
      suspects.put(checksum(rows, row, row + 1), before.acceptedBefore);
    }
    return true;
  }

  private static long checksum(Rows rows, int from, int to) {
    var checksum = new CRC32();
    int start = rows.start(from);
    int length = rows.end(to - 1) - start;
    checksum.update(rows.array(), start, length);
    return checksum.getValue() << 32 | length;
  }
}
