package io.heapster.sinks.delivery;

import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.PendingOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journal needs beside batches: old segments removed, what they held told to those who
 * waited for it, and operators' orders carried out. Used by one thread at a time.
 */
final class Housekeeping implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final BatchLog journal;
  private final BatchRing ring;
  private final CursorKeeper keeper;
  private final Map<String, SinkCursor> cursors = new LinkedHashMap<>();

  /** Carried out, and perhaps not yet on disk. */
  private final List<Done> carriedOut = new ArrayList<>();

  /** What did not work the last time. */
  private final Set<String> failing = new HashSet<>();

  private record Done(PendingOrder order, SinkCursor cursor, long ticket) {}

  Housekeeping(BatchLog journal, BatchRing ring, CursorKeeper keeper, List<SinkCursor> cursors) {
    this.journal = journal;
    this.ring = ring;
    this.keeper = keeper;
    cursors.forEach(cursor -> this.cursors.put(cursor.name(), cursor));
  }

  @Override
  public void run() {
    attempt("old segments", () -> journal.release(ring.deliveredBelow()).forEach(ring::gone));
    attempt("orders", this::orders);
  }

  /** What fails is tried again in the next round, beside everything else. */
  private void attempt(String what, Runnable work) {
    try {
      work.run();
      if (failing.remove(what)) {
        log.info("journal: {}: looked after again", what);
      }
    } catch (RuntimeException | Error e) {
      if (failing.add(what)) {
        log.error("journal: {}: cannot be looked after; tried again", what, e);
      }
    }
  }

  /** Once all cursors are stored: an order that is carried out must not come again. */
  void finish() {
    attempt("orders", this::ordersDone);
  }

  private void orders() {
    ordersDone();
    for (PendingOrder pending : journal.orders()) {
      attempt("order " + pending.order(), () -> carryOut(pending));
    }
  }

  /** On this thread alone, so that none is seen again between its deletion and its end. */
  private void ordersDone() {
    carriedOut.removeIf(done -> {
      boolean isStored = keeper.isStored(done.cursor(), done.ticket());
      if (isStored) {
        done.order().done();
      }
      return isStored;
    });
  }

  private void carryOut(PendingOrder pending) {
    CursorOrder order = pending.order();
    if (carriedOut.stream().anyMatch(done -> done.order().order().equals(order))) {
      return;
    }
    SinkCursor cursor = cursors.get(order.sink());
    if (cursor == null) {
      carryOutOnDisk(pending);
      return;
    }
    say(order, cursor.order(state -> journal.apply(order, state)));
    carriedOut.add(new Done(pending, cursor, keeper.mark(cursor)));
  }

  private void carryOutOnDisk(PendingOrder pending) {
    CursorOrder order = pending.order();
    try {
      journal
          .applyOnDisk(order)
          .ifPresentOrElse(
              applied -> say(order, applied),
              () -> log.warn("order for sink {}: there is no such sink; not done", order.sink()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pending.done();
  }

  private static void say(CursorOrder order, CursorOrder.Applied applied) {
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
