package io.heapster.core.ticklog;

import java.util.List;
import java.util.Optional;

/**
 * The records of the last {@value #CAPACITY} ticks, finished ones and failed ones. One thread adds,
 * any may read; a reader sees whole records only, and what it was given does not change.
 */
public final class TickLog {
  /** More are forgotten, the oldest first: two hours at the usual resolution. */
  public static final int CAPACITY = 120;

  private volatile List<TickRecord> records = List.of();

  /** Adds the newest record. For the tick thread. */
  public void add(TickRecord record) {
    List<TickRecord> before = records;
    int forgotten = before.size() < CAPACITY ? 0 : 1;
    var after = new TickRecord[before.size() - forgotten + 1];
    for (int i = forgotten; i < before.size(); i++) {
      after[i - forgotten] = before.get(i);
    }
    after[after.length - 1] = record;
    records = List.of(after);
  }

  /** The newest records, so many at the most; oldest first. */
  public List<TickRecord> last(int limit) {
    List<TickRecord> all = records;
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  /** The newest record; none before the first tick has ended. */
  public Optional<TickRecord> newest() {
    List<TickRecord> all = records;
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }
}
