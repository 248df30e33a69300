package io.heapster.sources.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.kubelet.ScrapeOutcome.Failed;
import io.heapster.sources.kubelet.ScrapeOutcome.NotBegun;
import io.heapster.sources.kubelet.ScrapeOutcome.Scraped;
import io.heapster.sources.kubelet.ScrapeOutcome.TimedOut;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Logged is what changes; counted is everything. */
final class ScrapeLedgerTest {
  private static final ScrapeOutcome SCRAPED = new Scraped(new NodeSample(), StatsEndpoint.SUMMARY);
  private static final ScrapeOutcome TIMED_OUT = new TimedOut(Duration.ofSeconds(10), "no answer");
  private static final ScrapeOutcome FAILED = new Failed(503, "/stats/summary");

  private final MetricRegistry registry = new MetricRegistry();
  private final StoppedTime time = new StoppedTime();
  private final ScrapeLedger ledger = new ScrapeLedger(new Telemetry(registry), time);
  private final Logger logger = (Logger) LoggerFactory.getLogger(ScrapeLedger.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void record_nodeFailsAndRecovers_logsBothChangesOnly() {
    record("n1", SCRAPED);
    record("n1", TIMED_OUT);
    record("n1", TIMED_OUT);
    time.nanos += Duration.ofMinutes(3).toNanos();
    record("n1", SCRAPED);
    record("n1", SCRAPED);
    assertThat(lines())
        .containsExactly(
            "WARN node n1: no values (timed_out): no answer after 10s; check load and network of"
                + " the node",
            "INFO node n1: values again after 3m");
  }

  @Test
  void record_notBegun_isCountedAndNamed() {
    record("n1", new NotBegun(Duration.ofSeconds(20)));
    assertThat(registry.counter("heapster_scrapes_total{outcome=\"not_begun\"}").getCount())
        .isEqualTo(1);
    assertThat(registry.getGauges().keySet())
        .contains("heapster_scrape_failing{node=\"n1\",outcome=\"not_begun\"}");
    assertThat(lines().getFirst()).contains("no place among concurrency within 20s");
  }

  @Test
  void record_failureChangesItsKind_showsTheNewOneSilently() {
    record("n1", TIMED_OUT);
    record("n1", FAILED);
    assertThat(lines()).hasSize(1);
    assertThat(registry.getGauges().keySet())
        .contains("heapster_scrape_failing{node=\"n1\",outcome=\"failed\"}")
        .doesNotContain("heapster_scrape_failing{node=\"n1\",outcome=\"timed_out\"}");
  }

  @Test
  void record_manyNodesFailAtOnce_logsTenAndTheirNumber() {
    var results = new ArrayList<NodeResult>();
    for (int i = 0; i < 25; i++) {
      results.add(result("n" + i, FAILED));
    }
    ledger.record(results);
    assertThat(lines()).hasSize(11);
    assertThat(lines().getLast()).startsWith("WARN 15 more nodes began to fail");
    results.replaceAll(failed -> new NodeResult(failed.node(), SCRAPED, 1_000));
    ledger.record(results);
    assertThat(lines()).hasSize(22).last().asString().contains("15 more nodes have values again");
  }

  @Test
  void record_outcomes_areCountedByName() {
    ledger.record(List.of(result("n1", FAILED), result("n2", SCRAPED), result("n3", FAILED)));
    assertThat(registry.counter("heapster_scrapes_total{outcome=\"failed\"}").getCount())
        .isEqualTo(2);
    assertThat(registry.getGauges().get("heapster_nodes").getValue()).isEqualTo(3);
    assertThat(registry.getGauges().get("heapster_nodes_scraped").getValue()).isEqualTo(1);
  }

  @Test
  void isFailing_afterFailure_holdsUntilScraped() {
    record("n1", FAILED);
    assertThat(ledger.isFailing("n1")).isTrue();
    record("n1", SCRAPED);
    assertThat(ledger.isFailing("n1")).isFalse();
  }

  private void record(String node, ScrapeOutcome outcome) {
    ledger.record(List.of(result(node, outcome)));
  }

  private static NodeResult result(String node, ScrapeOutcome outcome) {
    return new NodeResult(TestNodes.node(node, "10.0.0.1", 0), outcome, 1_000);
  }

  private List<String> lines() {
    return log.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  private static final class StoppedTime implements TimeSource {
    private long nanos;

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long elapsedNanos() {
      return nanos;
    }

    @Override
    public void sleep(Duration howLong) {
      nanos += howLong.toNanos();
    }
  }
}
