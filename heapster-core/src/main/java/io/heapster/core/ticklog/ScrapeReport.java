package io.heapster.core.ticklog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a tick's scrape went, node by node where it is worth a word. Its size does not grow with the
 * cluster.
 *
 * @param outcomes number of nodes by the outcome's name in {@code /metrics}
 * @param slowest the nodes asked that took longest, at most {@value #MOST_SLOWEST}, slowest first
 * @param failed nodes without values, at most {@value #MOST_FAILED}, those failing longest first
 * @param failedTotal how many nodes are without values
 */
public record ScrapeReport(
    Map<String, Integer> outcomes,
    List<SlowNode> slowest,
    List<FailedNode> failed,
    int failedTotal) {
  public static final int MOST_SLOWEST = 10;
  public static final int MOST_FAILED = 50;

  /** Of a source that tells nothing about nodes. */
  public static final ScrapeReport NONE = new ScrapeReport(Map.of(), List.of(), List.of(), 0);

  /**
   * A node and the time it took.
   *
   * @param took from the first request to the outcome
   */
  public record SlowNode(String node, Duration took, String outcome) {}

  /**
   * A node without values.
   *
   * @param detail what happened and what to look at
   * @param since the end of the first scrape in a row that brought no values
   */
  public record FailedNode(String node, String outcome, String detail, Instant since) {}

  public ScrapeReport {
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    slowest = List.copyOf(slowest);
    failed = List.copyOf(failed);
    if (slowest.size() > MOST_SLOWEST || failed.size() > MOST_FAILED) {
      throw new IllegalArgumentException(
          "%d slow and %d failed nodes; a report holds at most %d and %d"
              .formatted(slowest.size(), failed.size(), MOST_SLOWEST, MOST_FAILED));
    }
  }
}
