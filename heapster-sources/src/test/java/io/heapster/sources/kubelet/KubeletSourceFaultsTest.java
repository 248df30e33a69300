package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.KubeletBench.answering;
import static io.heapster.sources.kubelet.KubeletBench.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.pipeline.Tick;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks inside the source itself costs one node one tick, and no lane its life. */
@Timeout(60)
final class KubeletSourceFaultsTest {
  private final KubeletBench bench = new KubeletBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 70_000})
  void scrape_portThatIsNone_costsThatNodeOnly(int port) throws InterruptedException {
    bench.option("concurrency", "1").kubelet("good", answering("node good 1\n"));
    bench.inventory.put(TestNodes.node("odd", "127.0.0.1", port));
    for (int tick = 1; tick <= 3; tick++) {
      assertThat(nodes(bench.scrape())).containsExactly("good");
      assertThat(bench.outcomes("unreachable")).isEqualTo(tick);
    }
  }

  @Test
  void scrape_tokenThatIsNoHeader_isUnreachableEachTickAnew() throws InterruptedException {
    bench.option("concurrency", "1").option("kubeletHttps", "true");
    bench.credentials(new KubeletCredentials(() -> Optional.of("two\nlines"), null, null, null));
    bench.kubelet("n1", answering("node n1 1\n"));
    bench.scrape();
    bench.scrape();
    assertThat(bench.outcomes("unreachable")).isEqualTo(2);
  }

  @Test
  void scrape_decoderOverflowsTheStack_isMalformed() throws InterruptedException {
    bench.kubelet("deep", answering("overflow"));
    bench.scrape();
    assertThat(bench.outcomes("malformed")).isEqualTo(1);
  }

  @Test
  void scrape_decoderOverflowsTheStackOnAWorker_isMalformedAndCountedOnce()
      throws InterruptedException {
    bench.kubelet("deep", answering("overflow #" + "#".repeat(3 << 20)));
    bench.scrape();
    bench.scrape();
    assertThat(bench.outcomes("malformed")).isEqualTo(2);
    assertThat(bench.registry.getCounters((name, _) -> name.contains("scrapes_total"))).hasSize(1);
  }

  @Test
  void scrape_largeAnswerWhileTheCommonWorkersAreBusy_isDecoded() throws InterruptedException {
    var free = new CountDownLatch(1);
    for (int i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
      bench.vertx.executeBlocking(
          () -> {
            free.await();
            return true;
          },
          false);
    }
    bench.kubelet("good", answering("node good 1\n#" + "#".repeat(3 << 20)));
    assertThat(nodes(bench.scrape())).containsExactly("good");
    free.countDown();
  }

  @Test
  void close_eventLoopsStuck_returns() throws Exception {
    var stuck = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    bench.decoder(() ->
        (_, _, _, _) -> {
          stuck.countDown();
          await(free);
        });
    bench.kubelet("n1", answering("node n1 1\n"));
    var scrape = new FutureTask<>(bench::scrape);
    Thread.ofPlatform().start(scrape);
    stuck.await();
    bench.source().close();
    free.countDown();
    assertThat(scrape.get().coverage().nodes()).isEqualTo(1);
  }

  @Test
  void complete_withoutOutcome_isRefused() {
    var round = new ScrapeRound(new Tick(Instant.EPOCH, Instant.EPOCH, 0, 0), 0, 1);
    assertThatThrownBy(() -> round.complete(0, nothing())).isInstanceOf(NullPointerException.class);
  }

  @Test
  void close_nodesStillOpen_tookTimeOnlyIfTheyWereBegun() {
    var round = new ScrapeRound(new Tick(Instant.EPOCH, Instant.EPOCH, 0, 0), 0, 2);
    round.begin(1);

    var nodes = List.of(TestNodes.node("n0", "10.0.0.1", 0), TestNodes.node("n1", "10.0.0.2", 0));
    var allowed = new ScrapeOutcome.TimedOut(Duration.ofSeconds(20), "waiting");

    assertThat(round.close(nodes, allowed))
        .extracting(NodeResult::tookMicros)
        .containsExactly(0, 20_000_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("NullAway")
  private static ScrapeOutcome nothing() {
    return null;
  }
}
