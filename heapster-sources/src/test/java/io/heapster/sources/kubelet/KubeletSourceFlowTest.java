package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.KubeletBench.answering;
import static io.heapster.sources.kubelet.KubeletBench.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections, places and identity over several ticks. */
final class KubeletSourceFlowTest {
  private final KubeletBench bench = new KubeletBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void scrape_secondTick_usesTheSameConnection() throws InterruptedException {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    bench.kubelet(
        "n1",
        request -> {
          ports.add(request.remoteAddress().port());
          request.response().end("node n1 1\n");
        });
    for (int tick = 0; tick < 3; tick++) {
      assertThat(nodes(bench.scrape())).containsExactly("n1");
    }
    assertThat(ports).hasSize(1);
  }

  @Test
  void scrape_keptConnectionWasClosed_triesOnceMore() throws InterruptedException {
    var requests = new AtomicInteger();
    bench.kubelet(
        "n1",
        request -> {
          if (requests.incrementAndGet() == 2) {
            request.connection().close();
          } else {
            request.response().end("node n1 1\n");
          }
        });
    bench.scrape();
    assertThat(nodes(bench.scrape())).containsExactly("n1");
    assertThat(requests).hasValue(3);
  }

  @Test
  void scrape_connectionAlwaysCloses_isUnreachableAfterTwoTries() throws InterruptedException {
    var requests = new AtomicInteger();
    bench.kubelet(
        "n1",
        request -> {
          requests.incrementAndGet();
          request.connection().close();
        });
    bench.scrape();
    assertThat(requests).hasValue(2);
    assertThat(bench.outcomes("unreachable")).isEqualTo(1);
  }

  @Test
  void scrape_manyNodes_neverExceedsConcurrency() throws InterruptedException {
    bench.option("concurrency", "3");
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    Handler<HttpServerRequest> busy =
        request -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          bench.vertx.setTimer(
              20,
              _ -> {
                open.decrementAndGet();
                request
                    .response()
                    .end("node n 1\n".replace(" n ", " " + request.authority().host() + " "));
              });
        };
    for (int i = 0; i < 20; i++) {
      bench.kubelet("n" + i, busy);
    }
    assertThat(bench.scrape().coverage()).isEqualTo(new DataBatch.Coverage(20, 20));
    assertThat(most.get()).isBetween(2, 3);
  }

  @Test
  void scrape_nodesHungTheLastTime_standBackForOthers() throws InterruptedException {
    bench.option("concurrency", "4").option("nodeTimeout", "2s");
    bench.scrapeTimeout(Duration.ofSeconds(20));
    Queue<String> order = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 8; i++) {
      String name = "mute" + i;
      bench.kubelet(name, _ -> order.add(name));
    }
    bench.scrape();
    order.clear();
    bench.kubelet(
        "good",
        request -> {
          order.add("good");
          request.response().end("node good 1\n");
        });
    assertThat(nodes(bench.scrape())).containsExactly("good");
    assertThat(order).hasSize(9);
    assertThat(order.stream().limit(5)).contains("good");
  }

  @Test
  void scrape_noPlaceBeforeTheDeadline_isNotBegun() throws InterruptedException {
    bench.option("concurrency", "1").option("nodeTimeout", "60s");
    bench.scrapeTimeout(Duration.ofMillis(400));
    bench.kubelet("n1", _ -> {}).kubelet("n2", _ -> {}).kubelet("n3", _ -> {});
    bench.scrape();
    assertThat(bench.outcomes("timed_out")).isEqualTo(1);
    assertThat(bench.outcomes("not_begun")).isEqualTo(2);
  }

  @Test
  void scrape_moreHangingNodesThanPlaces_asksEachInTurn() throws InterruptedException {
    bench.option("concurrency", "2").option("nodeTimeout", "60s");
    bench.scrapeTimeout(Duration.ofMillis(800));
    Set<String> asked = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 8; i++) {
      String name = "mute" + i;
      bench.kubelet(name, _ -> asked.add(name));
    }
    for (int tick = 0; tick < 4; tick++) {
      bench.scrape();
    }
    assertThat(asked).hasSize(8);
    assertThat(bench.outcomes("not_begun")).isEqualTo(4 * 6);
  }

  @Test
  void scrape_quietNodes_shareIdentityBetweenTicks() throws InterruptedException {
    var lines = "node n1 1\npod default web\ncontainer nginx 5\n";
    bench.kubelet("n1", answering(lines));
    DataBatch first = bench.scrape();
    DataBatch second = bench.scrape();
    assertThat(second.podContainers().roster()).isSameAs(first.podContainers().roster());
    assertThat(second.podContainers().labels()).isSameAs(first.podContainers().labels());
    assertThat(second.podOfContainer()).isSameAs(first.podOfContainer());
    assertThat(second.nodes().roster()).isSameAs(first.nodes().roster());
  }

  @Test
  void scrape_nodeMissesATick_comesBackWithItsKeys() throws InterruptedException {
    var requests = new AtomicInteger();
    bench.kubelet(
        "n1",
        request ->
            request
                .response()
                .setStatusCode(requests.incrementAndGet() == 2 ? 503 : 200)
                .end("node n1 1\npod default web\n"));
    DataBatch first = bench.scrape();
    assertThat(bench.scrape().pods().size()).isZero();
    DataBatch third = bench.scrape();
    assertThat(third.pods().key(0)).isSameAs(first.pods().key(0));
    assertThat(third.pods().labels(0)).isSameAs(first.pods().labels(0));
  }

  @Test
  void scrape_ipv6Address_isCalled() throws InterruptedException {
    var server =
        bench
            .vertx
            .createHttpServer(new HttpServerOptions())
            .requestHandler(request ->
                request
                    .response()
                    .setStatusCode(request.authority() == null ? 400 : 200)
                    .end("node six 1\n"))
            .listen(0, "::1")
            .await();
    bench.inventory.put(TestNodes.node("six", "::1", server.actualPort()));
    assertThat(nodes(bench.scrape())).containsExactly("six");
  }
}
