package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.KubeletBench.answering;
import static io.heapster.sources.kubelet.KubeletBench.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.inventory.NodeInfo.NodeAddress;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One bad node costs its own values only, and its outcome is told by name. */
final class KubeletSourceOutcomeTest {
  private static final String GOOD = "node good 7\npod default web\ncontainer nginx 5\n";

  private final KubeletBench bench = new KubeletBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void scrape_allGood_bringsAllValues() throws InterruptedException {
    bench.kubelet("n1", answering("node n1 1\n")).kubelet("n2", answering("node n2 2\n"));
    DataBatch batch = bench.scrape();
    assertThat(nodes(batch)).containsExactly("n1", "n2");
    assertThat(batch.nodes().column(PlainMetrics.CPU_USAGE).longAt(1)).isEqualTo(2);
    assertThat(batch.coverage()).isEqualTo(new DataBatch.Coverage(2, 2));
    assertThat(bench.outcomes("scraped")).isEqualTo(2);
    assertThat(bench.count("heapster_scrape_bytes_total")).isEqualTo(20);
    assertThat(bench.registry.getGauges().get("heapster_nodes_scraped").getValue()).isEqualTo(2);
  }

  @Test
  void scrape_noNodes_bringsTheClusterRowOnly() throws InterruptedException {
    DataBatch batch = bench.scrape();
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.metricSet(EntityKey.Cluster.INSTANCE)).isPresent();
  }

  @Test
  void scrape_nothingListens_isUnreachable() throws InterruptedException {
    bench.kubelet("good", answering(GOOD)).deadNode("dead");
    assertBad("dead", "unreachable");
  }

  @Test
  void scrape_neverAnswers_timesOutAtTheNodesLimit() throws InterruptedException {
    bench.option("nodeTimeout", "2s");
    bench.kubelet("good", answering(GOOD)).kubelet("mute", _ -> {});
    assertBad("mute", "timed_out");
  }

  @Test
  void scrape_answerTricklesPastTheLimit_timesOut() throws InterruptedException {
    bench.option("nodeTimeout", "2s");
    bench
        .kubelet("good", answering(GOOD))
        .kubelet(
            "slow",
            request -> {
              var response = request.response().setChunked(true);
              bench.vertx.setPeriodic(20, _ -> response.write("node slow 1\n"));
            });
    assertBad("slow", "timed_out");
  }

  @Test
  void scrape_status401_isUnauthorized() throws InterruptedException {
    bench.kubelet("good", answering(GOOD)).kubelet("closed", status(401));
    assertBad("closed", "unauthorized");
  }

  @Test
  void scrape_status403_isUnauthorized() throws InterruptedException {
    bench.kubelet("good", answering(GOOD)).kubelet("closed", status(403));
    assertBad("closed", "unauthorized");
  }

  @Test
  void scrape_status503_isFailed() throws InterruptedException {
    bench.kubelet("good", answering(GOOD)).kubelet("busy", status(503));
    assertBad("busy", "failed");
  }

  @Test
  void scrape_redirect_isFailedAndNotFollowed() throws InterruptedException {
    var followed = new AtomicBoolean();
    bench.kubelet("good", answering(GOOD));
    bench.kubelet(
        "elsewhere",
        request -> {
          followed.compareAndSet(false, request.path().equals("/other"));
          request.response().setStatusCode(302).putHeader("Location", "/other").end();
        });
    assertBad("elsewhere", "failed");
    assertThat(followed).isFalse();
  }

  @Test
  void scrape_garbage_isMalformed() throws InterruptedException {
    bench.kubelet("good", answering(GOOD)).kubelet("mad", answering("\0\1\2<html>"));
    assertBad("mad", "malformed");
  }

  @Test
  void scrape_decoderBreaks_isMalformed() throws InterruptedException {
    bench.kubelet("good", answering(GOOD)).kubelet("odd", answering("boom"));
    assertBad("odd", "malformed");
  }

  @Test
  void scrape_answerBreaksOff_isMalformed() throws InterruptedException {
    bench
        .kubelet("good", answering(GOOD))
        .kubelet(
            "cut",
            request ->
                request
                    .response()
                    .putHeader("Content-Length", "1000")
                    .write("node cut 1\n")
                    .onComplete(_ -> request.connection().close()));
    assertBad("cut", "malformed");
  }

  @Test
  void scrape_announcedAnswerPastTheLimit_isRefusedUnread() throws InterruptedException {
    bench.option("maxAnswerBytes", "65536");
    bench.kubelet("good", answering(GOOD));
    bench.kubelet(
        "fat",
        request -> {
          request.response().putHeader("Content-Length", String.valueOf(200L << 20));
          request.response().write("node fat 1\n");
        });
    assertBad("fat", "too_large");
  }

  @Test
  void scrape_endlessAnswer_isCutAtTheLimit() throws InterruptedException {
    bench.option("maxAnswerBytes", "1048576");
    var sent = new AtomicLong();
    bench.kubelet("good", answering(GOOD)).kubelet("fat", pouring(200L << 20, sent));
    assertBad("fat", "too_large");
    // What was sent past the limit fits into the sockets' buffers.
    assertThat(sent.get()).isLessThan(32L << 20);
  }

  @Test
  void scrape_largeAnswer_isDecodedOnAWorker() throws InterruptedException {
    bench.kubelet("good", answering(GOOD + "#".repeat(3 << 20)));
    DataBatch batch = bench.scrape();
    assertThat(nodes(batch)).containsExactly("good");
    assertThat(batch.podContainers().size()).isEqualTo(1);
    assertThat(bench.scrape().podContainers().size()).isEqualTo(1);
  }

  @Test
  void scrape_answersPastTheBudgetOfAll_areRefused() throws InterruptedException {
    bench.option("maxAnswerBytes", "100000").option("maxGatheredBytes", "100000");
    var bothBegun = new CountDownLatch(2);
    Handler<HttpServerRequest> half =
        request -> {
          bothBegun.countDown();
          request.response().putHeader("Content-Length", "65536").write("#".repeat(60_000));
        };
    bench.option("nodeTimeout", "1s").kubelet("a", half).kubelet("b", half);
    bench.scrape();
    assertThat(bothBegun.getCount()).isZero();
    assertThat(bench.outcomes("too_large")).isEqualTo(1);
    assertThat(bench.outcomes("timed_out")).isEqualTo(1);
  }

  @Test
  void scrape_hugeAnswersOnlyAnnounced_leaveRoomForOthers() throws InterruptedException {
    bench.option("maxAnswerBytes", "33554432").option("maxGatheredBytes", "33554432");
    bench.option("nodeTimeout", "3s");
    var announced = new CountDownLatch(2);
    Handler<HttpServerRequest> boast =
        request -> {
          request.response().putHeader("Content-Length", "30000000").write("#");
          announced.countDown();
        };
    bench.kubelet("a", boast).kubelet("b", boast);
    bench.kubelet("good", answering("node good 1\n#" + "#".repeat(3 << 20)));
    assertThat(nodes(bench.scrape())).containsExactly("good");
    assertThat(announced.getCount()).isZero();
    assertThat(bench.outcomes("timed_out")).isEqualTo(2);
  }

  @Test
  void scrape_deadlineBeforeTheNodesLimit_cutsAndReturns() throws InterruptedException {
    bench.scrapeTimeout(Duration.ofSeconds(2)).option("nodeTimeout", "60s");
    bench.kubelet("good", answering(GOOD)).kubelet("mute", _ -> {});
    assertBad("mute", "timed_out");
  }

  @Test
  void scrape_lateAnswerOfTheTickBefore_doesNotDisturbTheNext() throws InterruptedException {
    bench.scrapeTimeout(Duration.ofSeconds(2));
    var asked = new AtomicLong();
    bench.kubelet(
        "late",
        request -> {
          if (asked.incrementAndGet() > 1) {
            request.response().end("node late 2\n");
          }
        });
    assertThat(nodes(bench.scrape())).isEmpty();
    DataBatch second = bench.scrape();
    assertThat(second.nodes().column(PlainMetrics.CPU_USAGE).longAt(0)).isEqualTo(2);
  }

  @Test
  void scrape_nodeNotReady_isTriedByDefault() throws InterruptedException {
    bench.kubelet("n1", answering("node n1 1\n"));
    notReady("n1");
    assertThat(nodes(bench.scrape())).containsExactly("n1");
  }

  @Test
  void scrape_nodeNotReadyWithHeapstersRules_isSkipped() throws InterruptedException {
    bench.heapsterCompat().kubelet("n1", answering("node n1 1\n"));
    notReady("n1");
    assertThat(nodes(bench.scrape())).isEmpty();
    assertThat(bench.outcomes("skipped")).isEqualTo(1);
  }

  @Test
  void scrape_nodeNotReadyAndOptionSet_isSkipped() throws InterruptedException {
    bench.option("skipNotReady", "true").kubelet("n1", answering("node n1 1\n"));
    notReady("n1");
    bench.scrape();
    assertThat(bench.outcomes("skipped")).isEqualTo(1);
  }

  @Test
  void scrape_nodeWithoutAddress_isSkipped() throws InterruptedException {
    bench.inventory.put(
        TestNodes.node("nowhere", List.of(new NodeAddress("InternalIP", "a.b")), 1, true));
    bench.scrape();
    assertThat(bench.isShownFailing("nowhere", "skipped")).isTrue();
  }

  @Test
  void scrape_nodeRecovers_isShownFailingNoMore() throws InterruptedException {
    var broken = new AtomicBoolean(true);
    bench.kubelet(
        "n1",
        request -> {
          request.response().setStatusCode(broken.get() ? 503 : 200).end("node n1 1\n");
        });
    bench.scrape();
    assertThat(bench.isShownFailing("n1", "failed")).isTrue();
    broken.set(false);
    bench.scrape();
    assertThat(bench.isShownFailing("n1", "failed")).isFalse();
  }

  @Test
  void scrape_failingNodeLeaves_isShownNoMore() throws InterruptedException {
    bench.deadNode("dead");
    bench.scrape();
    assertThat(bench.isShownFailing("dead", "unreachable")).isTrue();
    bench.inventory.remove("dead");
    bench.scrape();
    assertThat(bench.isShownFailing("dead", "unreachable")).isFalse();
  }

  @Test
  @Timeout(60)
  void scrape_interrupted_throwsAndBreaksTheRequests() throws Exception {
    var asked = new CountDownLatch(1);
    var broken = new CountDownLatch(1);
    bench.kubelet(
        "mute",
        request -> {
          request.connection().closeHandler(_ -> broken.countDown());
          asked.countDown();
        });
    var scrape = new FutureTask<>(bench::scrape);
    Thread tick = Thread.ofPlatform().start(scrape);
    asked.await();
    tick.interrupt();
    assertThatThrownBy(scrape::get).hasCauseInstanceOf(InterruptedException.class);
    broken.await();
  }

  @Test
  @Timeout(60)
  void close_duringScrape_endsIt() throws Exception {
    var asked = new CountDownLatch(1);
    bench.kubelet("mute", _ -> asked.countDown());
    var scrape = new FutureTask<>(bench::scrape);
    Thread.ofPlatform().start(scrape);
    asked.await();
    bench.source().close();
    assertThat(nodes(scrape.get())).isEmpty();
  }

  private void assertBad(String node, String outcome) throws InterruptedException {
    DataBatch batch = bench.scrape();
    assertThat(nodes(batch)).containsExactly("good");
    assertThat(batch.podContainers().size()).isEqualTo(1);
    assertThat(batch.coverage()).isEqualTo(new DataBatch.Coverage(2, 1));
    assertThat(bench.outcomes(outcome)).isEqualTo(1);
    assertThat(bench.outcomes("scraped")).isEqualTo(1);
    assertThat(bench.isShownFailing(node, outcome)).isTrue();
  }

  private void notReady(String name) {
    var ready = bench.inventory.node(name).orElseThrow();
    bench.inventory.put(TestNodes.node(name, ready.addresses(), ready.kubeletPort(), false));
  }

  private static Handler<HttpServerRequest> status(int status) {
    return request -> request.response().setStatusCode(status).end("node no 1\n");
  }

  /** Sends so many bytes as fast as they are taken, and counts them. */
  private static Handler<HttpServerRequest> pouring(long total, AtomicLong sent) {
    Buffer piece = Buffer.buffer("#".repeat(65_536));
    return request -> {
      var response = request.response().setChunked(true);
      Runnable more =
          () -> {
            while (!response.writeQueueFull() && sent.get() < total && !response.closed()) {
              response.write(piece);
              sent.addAndGet(piece.length());
            }
          };
      response.drainHandler(_ -> more.run());
      more.run();
    };
  }
}
