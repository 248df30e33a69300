package io.heapster.sources.kubelet;

import org.jspecify.annotations.Nullable;

/**
 * The order to scrape one node in one round.
 *
 * @param number of the node in the round
 * @param beginNanos elapsed time before which it must not begin
 * @param suspect whether the last scrape hung or failed; such nodes must not keep others waiting
 * @param token null for none
 */
record Assignment(
    ScrapeRound round,
    int number,
    KubeletNode node,
    KubeletTarget target,
    long beginNanos,
    boolean suspect,
    @Nullable String token) {

  /** The same, not to begin before another time. */
  Assignment at(long otherBeginNanos) {
    return new Assignment(round, number, node, target, otherBeginNanos, suspect, token);
  }

  /** Tells that the node is asked from now on. */
  void begin() {
    round.begin(number);
  }

  /** Ends it before the node was asked. */
  void complete(ScrapeOutcome outcome) {
    round.complete(number, outcome);
  }

  /** Ends it so long after the first request to the node. */
  void complete(ScrapeOutcome outcome, long tookNanos) {
    round.complete(number, outcome, tookNanos);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "Assignment[" + node.name() + " at " + target.text() + "]";
  }
}
