package io.heapster.sinks.journal;

/** An order that waits to be carried out, and comes again until it is said to be done. */
public final class PendingOrder {
  private final CursorOrder order;
  private final Runnable done;

  PendingOrder(CursorOrder order, Runnable done) {
    this.order = order;
    this.done = done;
  }

  public CursorOrder order() {
    return order;
  }

  /** To be called once what came of it is on disk: it does not come again. For any thread. */
  public void done() {
    done.run();
  }
}
