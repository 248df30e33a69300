package io.heapster.sinks.delivery;

import io.heapster.sinks.journal.CursorOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journal needs beside batches: old segments removed, what they held told to those who
 * waited for it, and operators' orders carried out. Run by the journal's thread.
 */
final class Housekeeping implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final BatchLog journal;
  private final BatchRing ring;
  private final CursorKeeper keeper;
  private final Map<String, BatchRing.Cursor> cursors = new LinkedHashMap<>();

  Housekeeping(
      BatchLog journal, BatchRing ring, CursorKeeper keeper, List<BatchRing.Cursor> cursors) {
    this.journal = journal;
    this.ring = ring;
    this.keeper = keeper;
    cursors.forEach(cursor -> this.cursors.put(cursor.name(), cursor));
  }

  @Override
  public void run() {
    try {
      journal.release(ring.deliveredBelow()).forEach(ring::gone);
      journal.orders().forEach(this::carryOut);
    } catch (RuntimeException e) {
      log.error("journal: its housekeeping failed; it is tried again", e);
    }
  }

  private void carryOut(CursorOrder order) {
    BatchRing.Cursor cursor = cursors.get(order.sink());
    if (cursor == null) {
      log.warn("order for sink {}: there is no such sink; not done", order.sink());
      return;
    }
    CursorOrder.Applied applied = cursor.order(state -> journal.apply(order, state));
    keeper.mark(cursor);
    switch (order) {
      case CursorOrder.Replay replay ->
          log.info(
              "sink {}: {} batches from {} to {} are delivered again by order",
              order.sink(),
              applied.again(),
              replay.from(),
              replay.to());
      case CursorOrder.DropBefore _, CursorOrder.DropAll _ ->
          log.info("sink {}: {} batches given up by order", order.sink(), applied.dropped());
    }
  }
}
