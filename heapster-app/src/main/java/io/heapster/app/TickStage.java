package io.heapster.app;

import io.heapster.core.pipeline.Manager;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins housekeeping once the inventory was synced, however long that takes; starting does not
 * wait for it. A thread of its own waits, and ends with the first tick or at the stop.
 */
final class TickStage implements Stage {
  private static final Logger log = LoggerFactory.getLogger(TickStage.class);

  /** Answers sooner than this when the API server is there; else it is worth a line. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

  /** An interrupted tick ends within milliseconds; who needs longer hangs. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

  /** Waits for the inventory. */
  @FunctionalInterface
  interface Sync {
    /** Whether it was complete within the time given. */
    boolean await(Duration howLong) throws InterruptedException;
  }

  private final Sync inventory;
  private final Manager manager;
  private final Thread waiter;

  TickStage(Sync inventory, Manager manager) {
    this.inventory = inventory;
    this.manager = manager;
    this.waiter = Thread.ofVirtual().name("first-sync").unstarted(this::startWhenSynced);
  }

  @Override
  public String name() {
    return "tick";
  }

  @Override
  public void start() {
    waiter.start();
  }

  @Override
  public void stop(Duration within) throws InterruptedException {
    Duration limit = within.compareTo(LONGEST_STOP) < 0 ? within : LONGEST_STOP;
    waiter.interrupt();
    if (waiter.getState() != Thread.State.NEW) {
      // Should it hang, no harm is done: a manager that was stopped begins no tick.
      var _ = waiter.join(limit.dividedBy(3));
    }
    if (!manager.stop(limit.multipliedBy(2).dividedBy(3))) {
      log.warn(
          "the tick under way did not end within {} ms; going on without it", limit.toMillis());
    }
  }

  private void startWhenSynced() {
    try {
      if (!inventory.await(PATIENCE)) {
        log.warn(
            "nodes, pods and namespaces are not listed yet: is the API server there, and may we list"
                + " them? The first tick begins when they are");
        while (!inventory.await(NEXT_LOOK)) {
          // The inventory goes on trying and logs what it meets.
        }
      }
      log.info("nodes, pods and namespaces are listed; ticks begin");
      manager.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped before the first tick
    }
  }
}
