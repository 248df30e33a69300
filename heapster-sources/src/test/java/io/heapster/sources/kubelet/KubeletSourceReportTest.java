package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.KubeletBench.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.ScrapeReport.FailedNode;
import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape tells of its nodes. */
final class KubeletSourceReportTest {
  private final KubeletBench bench = new KubeletBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private ScrapeReport scrape() throws InterruptedException {
    bench.scrape();
    return bench.source().report();
  }

  private Handler<HttpServerRequest> after(int millis, String lines) {
    return request -> bench.vertx.setTimer(millis, _ -> request.response().end(lines));
  }

  @Test
  void report_deadMuteMalformedAndGood_namesEachWithItsOutcome() throws InterruptedException {
    bench.option("nodeTimeout", "2s");
    bench
        .kubelet("good", answering("node good 1\n"))
        .kubelet("mute", _ -> {})
        .kubelet("mad", answering("<html>"))
        .deadNode("dead");

    ScrapeReport report = scrape();

    assertThat(report.outcomes())
        .isEqualTo(Map.of("scraped", 1, "timed_out", 1, "malformed", 1, "unreachable", 1));
    assertThat(report.failed())
        .extracting(FailedNode::node, FailedNode::outcome)
        .containsExactlyInAnyOrder(
            tuple("mute", "timed_out"), tuple("mad", "malformed"), tuple("dead", "unreachable"));
    assertThat(report.failed())
        .filteredOn(failed -> failed.node().equals("dead"))
        .singleElement()
        .extracting(FailedNode::detail)
        .asString()
        .contains("127.0.2.1");
    assertThat(report.failedTotal()).isEqualTo(3);
  }

  @Test
  void report_slowNodes_comeSlowestFirstAndTenAtTheMost() throws InterruptedException {
    for (int i = 0; i < 12; i++) {
      bench.kubelet("n" + i, answering("node n" + i + " 1\n"));
    }
    bench.kubelet("slow", after(400, "node slow 1\n"));

    List<SlowNode> slowest = scrape().slowest();

    assertThat(slowest)
        .hasSize(10)
        .isSortedAccordingTo(Comparator.comparing(SlowNode::took).reversed());
    assertThat(slowest.getFirst().node()).isEqualTo("slow");
    assertThat(slowest.getFirst().took()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    assertThat(slowest.getFirst().outcome()).isEqualTo("scraped");
  }

  @Test
  void report_nodeNotDoneAtTheDeadline_isSlow() throws InterruptedException {
    bench.scrapeTimeout(Duration.ofMillis(400)).kubelet("mute", _ -> {});

    ScrapeReport report = scrape();

    assertThat(report.slowest())
        .singleElement()
        .satisfies(slow -> assertThat(slow.took()).isGreaterThan(Duration.ofMillis(100)))
        .extracting(SlowNode::outcome)
        .isEqualTo("timed_out");
  }

  @Test
  void report_nodeNotAsked_failsButIsNotSlow() throws InterruptedException {
    bench.inventory.put(TestNodes.node("nowhere", List.of(), 0, true));

    ScrapeReport report = scrape();

    assertThat(report.slowest()).isEmpty();
    assertThat(report.failed()).extracting(FailedNode::outcome).containsExactly("skipped");
  }

  @Test
  void report_nodeFailsOn_keepsSinceAndTheSameObject() throws InterruptedException {
    bench.deadNode("dead");
    Instant before = Instant.now();

    FailedNode first = scrape().failed().getFirst();
    FailedNode second = scrape().failed().getFirst();

    assertThat(first.since()).isBetween(before, Instant.now());
    assertThat(second).isSameAs(first);
  }

  @Test
  void report_outcomeChanges_keepsSince() throws InterruptedException {
    var mad = new AtomicBoolean();
    bench.kubelet(
        "n1",
        request ->
            request
                .response()
                .setStatusCode(mad.get() ? 200 : 503)
                .end(mad.get() ? "<html>" : "busy"));

    FailedNode first = scrape().failed().getFirst();
    mad.set(true);
    FailedNode second = scrape().failed().getFirst();

    assertThat(first.outcome()).isEqualTo("failed");
    assertThat(second.outcome()).isEqualTo("malformed");
    assertThat(second.since()).isEqualTo(first.since());
  }

  @Test
  void report_nodeRecovers_isNamedNoMore() throws InterruptedException {
    var up = new AtomicBoolean();
    bench.kubelet(
        "n1", request -> request.response().setStatusCode(up.get() ? 200 : 503).end("node n1 1\n"));
    scrape();
    up.set(true);

    ScrapeReport report = scrape();

    assertThat(report.failed()).isEmpty();
    assertThat(report.failedTotal()).isZero();
    assertThat(report.outcomes()).isEqualTo(Map.of("scraped", 1));
  }
}
