package io.heapster.sources.kubelet;

import io.heapster.core.config.Durations;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.ScrapeReport.FailedNode;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps account of outcomes: counts all, shows each failing node in {@code /metrics}, logs a node
 * when it begins to fail and when it is back. Not thread-safe; used by the tick thread.
 */
final class ScrapeLedger {
  private static final Logger log = LoggerFactory.getLogger(ScrapeLedger.class);

  /** Changes logged one by one in a tick; of more there is a summary. */
  private static final int MOST_LINES = 10;

  /** Characters kept of a detail: the records of two hours hold many. */
  private static final int LONGEST_DETAIL = 400;

  private final Telemetry telemetry;
  private final TimeSource time;
  private final Map<String, Failure> failing = new HashMap<>();
  private volatile int nodes;
  private volatile int scraped;

  /**
   * A node that fails.
   *
   * @param told as the last report put it; null when none did since the outcome changed
   */
  private record Failure(
      String outcome, long sinceNanos, Instant since, @Nullable FailedNode told) {}

  ScrapeLedger(Telemetry telemetry, TimeSource time) {
    this.telemetry = telemetry;
    this.time = time;
    telemetry.gauge(SelfMetric.NODES, () -> nodes);
    telemetry.gauge(SelfMetric.NODES_SCRAPED, () -> scraped);
  }

  /** Whether a node's last scrape brought nothing. */
  boolean isFailing(String node) {
    return failing.containsKey(node);
  }

  /** When a node without values began to be so. */
  Instant failingSince(NodeResult result) {
    return ofFailing(result).since();
  }

  /** What a report says of a node without values; the same object as before while that holds. */
  FailedNode failure(NodeResult result) {
    Failure failure = ofFailing(result);
    String node = result.node().name();
    var now =
        new FailedNode(node, failure.outcome(), cut(result.outcome().detail()), failure.since());
    FailedNode told = failure.told();
    if (told != null && told.equals(now)) {
      return told;
    }
    failing.put(node, new Failure(failure.outcome(), failure.sinceNanos(), failure.since(), now));
    return now;
  }

  private Failure ofFailing(NodeResult result) {
    return Objects.requireNonNull(failing.get(result.node().name()), "the node does not fail");
  }

  private static String cut(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "...";
  }

  /** Takes down the results of all nodes of a tick. */
  void record(List<NodeResult> results) {
    count(results);
    Instant now = time.now();
    var lines = new Lines();
    int good = 0;
    for (NodeResult result : results) {
      good += result.isScraped() ? 1 : 0;
      String node = result.node().name();
      if (result.isScraped()) {
        recover(node, lines);
      } else {
        fail(node, result.outcome(), now, lines);
      }
    }
    nodes = results.size();
    scraped = good;
    forgetOthers(results);
    lines.sum();
  }

  /** Once per outcome: the name of a series is put together each time it is asked for. */
  private void count(List<NodeResult> results) {
    var outcomes = new Tally();
    var fallbacks = new Tally();
    for (NodeResult result : results) {
      outcomes.add(result.outcome().text());
      if (result.outcome() instanceof ScrapeOutcome.Scraped good
          && good.endpoint() != StatsEndpoint.SUMMARY) {
        fallbacks.add(good.endpoint().text());
      }
    }
    outcomes.forEach((outcome, nodes) -> telemetry.counter(SelfMetric.SCRAPES, outcome).inc(nodes));
    fallbacks.forEach(
        (endpoint, nodes) -> telemetry.counter(SelfMetric.SCRAPE_FALLBACKS, endpoint).inc(nodes));
  }

  private void recover(String node, Lines lines) {
    Failure failure = failing.remove(node);
    if (failure != null) {
      telemetry.remove(SelfMetric.SCRAPE_FAILING, node, failure.outcome());
      lines.back(node, Duration.ofNanos(time.elapsedNanos() - failure.sinceNanos()));
    }
  }

  private void fail(String node, ScrapeOutcome outcome, Instant now, Lines lines) {
    Failure before = failing.get(node);
    if (before != null && before.outcome().equals(outcome.text())) {
      return;
    }
    long sinceNanos = before == null ? time.elapsedNanos() : before.sinceNanos();
    Instant since = before == null ? now : before.since();
    if (before == null) {
      lines.failing(node, outcome);
    } else {
      telemetry.remove(SelfMetric.SCRAPE_FAILING, node, before.outcome());
    }
    failing.put(node, new Failure(outcome.text(), sinceNanos, since, null));
    telemetry.gauge(SelfMetric.SCRAPE_FAILING, () -> 1, node, outcome.text());
  }

  /** Ends the series of failing nodes that are nodes no more. */
  private void forgetOthers(List<NodeResult> results) {
    if (failing.isEmpty()) {
      return;
    }
    Set<String> present = HashSet.newHashSet(results.size());
    results.forEach(result -> present.add(result.node().name()));
    failing
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !present.contains(entry.getKey());
          if (gone) {
            telemetry.remove(SelfMetric.SCRAPE_FAILING, entry.getKey(), entry.getValue().outcome());
          }
          return gone;
        });
  }

  /** The log lines of one tick. */
  private static final class Lines {
    private int written;
    private int moreFailing;
    private int moreBack;

    void failing(String node, ScrapeOutcome outcome) {
      if (written++ < MOST_LINES) {
        log.warn("node {}: no values ({}): {}", node, outcome.text(), outcome.detail());
      } else {
        moreFailing++;
      }
    }

    void back(String node, Duration after) {
      if (written++ < MOST_LINES) {
        Duration whole = Duration.ofSeconds(Math.max(1, after.toSeconds()));
        log.info("node {}: values again after {}", node, Durations.format(whole));
      } else {
        moreBack++;
      }
    }

    void sum() {
      if (moreFailing > 0) {
        log.warn(
            "{} more nodes began to fail; see {}", moreFailing, SelfMetric.SCRAPE_FAILING.text());
      }
      if (moreBack > 0) {
        log.info("{} more nodes have values again", moreBack);
      }
    }
  }
}
