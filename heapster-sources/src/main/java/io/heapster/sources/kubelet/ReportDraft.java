package io.heapster.sources.kubelet;

import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.ScrapeReport.FailedNode;
import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Picks from the results of a tick what its report names. Nothing is made for a node that is not
 * named; see {@code ScrapeReportBenchmark}.
 */
final class ReportDraft {
  private static final Comparator<NodeResult> QUICKER_FIRST =
      Comparator.comparingInt(NodeResult::tookMicros);

  private final ScrapeLedger ledger;
  private final Tally outcomes = new Tally();
  private final Largest<NodeResult> slowest =
      new Largest<>(ScrapeReport.MOST_SLOWEST, QUICKER_FIRST);
  private final Largest<NodeResult> failed;
  private int failedTotal;

  /**
   * @param ledger which has the results already
   */
  ReportDraft(ScrapeLedger ledger) {
    this.ledger = ledger;
    this.failed = new Largest<>(ScrapeReport.MOST_FAILED, this::compareFailed);
  }

  /** The report of one tick; to be asked once. */
  ScrapeReport of(List<NodeResult> results) {
    for (NodeResult result : results) {
      outcomes.add(result.outcome().text());
      if (result.tookMicros() > 0) {
        slowest.offer(result);
      }
      if (!result.isScraped()) {
        failedTotal++;
        failed.offer(result);
      }
    }
    var counts = new HashMap<String, Integer>();
    outcomes.forEach(counts::put);
    return new ScrapeReport(counts, slow(), failures(), failedTotal);
  }

  private List<SlowNode> slow() {
    return slowest.largestFirst().stream()
        .map(result ->
            new SlowNode(
                result.node().name(),
                Duration.ofNanos(result.tookMicros() * 1000L),
                result.outcome().text()))
        .toList();
  }

  private List<FailedNode> failures() {
    return failed.largestFirst().stream().map(ledger::failure).toList();
  }

  /** Those failing longest are the largest; by name among each other. */
  private int compareFailed(NodeResult one, NodeResult other) {
    int bySince = ledger.failingSince(other).compareTo(ledger.failingSince(one));
    return bySince != 0 ? bySince : other.node().name().compareTo(one.node().name());
  }
}
