package io.heapster.sources.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.ScrapeReport.FailedNode;
import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.kubelet.ScrapeOutcome.Scraped;
import io.heapster.sources.kubelet.ScrapeOutcome.Unreachable;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A report of a large cluster is as small as that of a small one. */
final class ReportDraftTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ScrapeOutcome SCRAPED = new Scraped(new NodeSample(), StatsEndpoint.SUMMARY);

  private final SteppedTime time = new SteppedTime();
  private final ScrapeLedger ledger = new ScrapeLedger(new Telemetry(new MetricRegistry()), time);

  private ScrapeReport report(List<NodeResult> results) {
    ledger.record(results);
    return new ReportDraft(ledger).of(results);
  }

  private static NodeResult result(String node, ScrapeOutcome outcome, int micros) {
    return new NodeResult(TestNodes.node(node, "10.0.0.1", 0), outcome, micros);
  }

  private static String name(int number) {
    return "n%04d".formatted(number);
  }

  @Test
  void of_manyNodesInAnyOrder_picksTheSlowestAsSortingWould() {
    var results = new ArrayList<NodeResult>();
    for (int i = 1; i <= 5_000; i++) {
      results.add(result(name(i), SCRAPED, i * 10));
    }
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(results, new Random(seed));

      assertThat(report(results).slowest())
          .extracting(SlowNode::node)
          .containsExactlyElementsOf(
              results.stream()
                  .sorted(Comparator.comparingInt(NodeResult::tookMicros).reversed())
                  .limit(ScrapeReport.MOST_SLOWEST)
                  .map(each -> each.node().name())
                  .toList());
    }
  }

  @Test
  void of_manyFail_namesThoseFailingLongestAndTheNumberOfAll() {
    var unreachable = new Unreachable("10.0.0.1:10250", "refused");
    List<NodeResult> first = List.of(result("zz", unreachable, 1));
    report(first);
    time.now = START.plusSeconds(60);
    var results = new ArrayList<>(first);
    IntStream.range(0, 3_000).forEach(i -> results.add(result(name(i), unreachable, 1)));
    Collections.shuffle(results, new Random(7));

    ScrapeReport report = report(results);

    assertThat(report.failedTotal()).isEqualTo(3_001);
    assertThat(report.outcomes()).isEqualTo(Map.of("unreachable", 3_001));
    assertThat(report.failed()).hasSize(ScrapeReport.MOST_FAILED);
    assertThat(report.failed().getFirst().node()).isEqualTo("zz");
    assertThat(report.failed().getFirst().since()).isEqualTo(START);
    assertThat(report.failed())
        .filteredOn(failed -> !failed.node().equals("zz"))
        .extracting(FailedNode::node)
        .containsExactlyElementsOf(IntStream.range(0, 49).mapToObj(ReportDraftTest::name).toList());
  }

  @Test
  void of_endlessDetail_isCut() {
    var endless = new Unreachable("10.0.0.1:10250", "x".repeat(5_000));

    assertThat(report(List.of(result("n1", endless, 1))).failed().getFirst().detail())
        .hasSizeLessThan(500)
        .endsWith("...");
  }

  private static final class SteppedTime implements TimeSource {
    private Instant now = START;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long elapsedNanos() {
      return Duration.between(START, now).toNanos();
    }

    @Override
    public void sleep(Duration howLong) {
      now = now.plus(howLong);
    }
  }
}
