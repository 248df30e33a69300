package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.pipeline.Tick;
import io.heapster.sources.kubelet.ScrapeOutcome.TimedOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The outcomes of one tick's scrapes. Event loops fill them in, the tick thread waits; the first
 * outcome of a node counts, so that nothing late changes a round that is over. Thread-safe.
 */
final class ScrapeRound {
  private final Tick tick;
  private final long cutNanos;
  private final AtomicReferenceArray<ScrapeOutcome> outcomes;
  private final AtomicIntegerArray begun;
  private final int[] tookMicros;
  private final CountDownLatch open;

  /**
   * @param cutNanos elapsed time at which lanes give up what is under way, a little before the
   *     tick's deadline
   */
  ScrapeRound(Tick tick, long cutNanos, int nodes) {
    this.tick = tick;
    this.cutNanos = cutNanos;
    this.outcomes = new AtomicReferenceArray<>(nodes);
    this.begun = new AtomicIntegerArray(nodes);
    this.tookMicros = new int[nodes];
    this.open = new CountDownLatch(nodes);
  }

  Tick tick() {
    return tick;
  }

  long cutNanos() {
    return cutNanos;
  }

  /** The first request to a node is sent. */
  void begin(int number) {
    begun.set(number, 1);
  }

  /** The outcome of a node that was not asked. */
  void complete(int number, ScrapeOutcome outcome) {
    if (outcomes.compareAndSet(number, null, Objects.requireNonNull(outcome, "outcome"))) {
      open.countDown();
    }
  }

  /**
   * The outcome of a node that was asked; must not be called twice for one.
   *
   * @param tookNanos from the first request to here
   */
  void complete(int number, ScrapeOutcome outcome, long tookNanos) {
    // First the time: the outcome publishes it. Where this comes too late nobody looks at it.
    tookMicros[number] = micros(tookNanos);
    complete(number, outcome);
  }

  /**
   * Waits for the last outcome.
   *
   * @return whether all are in; false when the time is over
   */
  boolean await(long nanos) throws InterruptedException {
    return open.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /**
   * The results by number; those still open are closed with the given outcome.
   *
   * @param nodes of the round, in the order of their numbers
   */
  List<NodeResult> close(List<NodeInfo> nodes, TimedOut ofOthers) {
    var results = new ArrayList<NodeResult>(nodes.size());
    for (int number = 0; number < nodes.size(); number++) {
      complete(number, ofOthers);
      ScrapeOutcome outcome = outcomes.get(number);
      boolean late = outcome == ofOthers;
      int took = late ? openMicros(number, ofOthers) : tookMicros[number];
      results.add(new NodeResult(nodes.get(number), outcome, took));
    }
    return results;
  }

  private int openMicros(int number, TimedOut outcome) {
    return begun.get(number) == 0 ? 0 : micros(outcome.after().toNanos());
  }

  private static int micros(long nanos) {
    return Math.clamp(nanos / 1000, 0, Integer.MAX_VALUE);
  }
}
