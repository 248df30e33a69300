package io.heapster.sources.kubelet;

import io.heapster.core.pipeline.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The outcomes of one tick's scrapes. Event loops fill them in, the tick thread waits; the first
 * outcome of a node counts, so that nothing late changes a round that is over. Thread-safe.
 */
final class ScrapeRound {
  private final Tick tick;
  private final long cutNanos;
  private final AtomicReferenceArray<ScrapeOutcome> outcomes;
  private final CountDownLatch open;

  /**
   * @param cutNanos elapsed time at which lanes give up what is under way, a little before the
   *     tick's deadline
   */
  ScrapeRound(Tick tick, long cutNanos, int nodes) {
    this.tick = tick;
    this.cutNanos = cutNanos;
    this.outcomes = new AtomicReferenceArray<>(nodes);
    this.open = new CountDownLatch(nodes);
  }

  Tick tick() {
    return tick;
  }

  long cutNanos() {
    return cutNanos;
  }

  void complete(int number, ScrapeOutcome outcome) {
    if (outcomes.compareAndSet(number, null, Objects.requireNonNull(outcome, "outcome"))) {
      open.countDown();
    }
  }

  /**
   * Waits for the last outcome.
   *
   * @return whether all are in; false when the time is over
   */
  boolean await(long nanos) throws InterruptedException {
    return open.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** The outcomes by number; those still open are closed with the given one. */
  List<ScrapeOutcome> close(ScrapeOutcome ofOthers) {
    var all = new ArrayList<ScrapeOutcome>(outcomes.length());
    for (int number = 0; number < outcomes.length(); number++) {
      complete(number, ofOthers);
      all.add(outcomes.get(number));
    }
    return all;
  }
}
