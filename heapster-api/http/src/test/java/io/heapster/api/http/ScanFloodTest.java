package io.heapster.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More work than there are workers: it waits in bounds and harms nobody else. */
@Timeout(60)
final class ScanFloodTest {
  private static final int WAITING = 2;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
  private final ScanPool pool = new ScanPool(vertx, "scan-test", 1, WAITING);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Semaphore free = new Semaphore(0);
  private final AtomicInteger begun = new AtomicInteger();
  private final List<HttpServerResponse> responses = new CopyOnWriteArrayList<>();
  private int port;

  @BeforeEach
  void start() {
    var routes =
        new RouteTable(
            List.of(
                Route.scan("/scan", _ -> scanned()),
                Route.lookup("/lookup", _ -> Answer.text(200, "found"))),
            List.of(),
            ApiCompat.DEFAULT);
    var dispatcher =
        new RequestDispatcher(
            vertx,
            routes,
            ClientAuthentication.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system(),
            pool);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              responses.add(request.response());
              dispatcher.handle(request);
            })
            .listen(0, "127.0.0.1")
            .await();
    port = server.actualPort();
  }

  @AfterEach
  void stop() {
    free.release(100);
    vertx.close().await();
    client.close();
  }

  private Answer scanned() {
    begun.incrementAndGet();
    free.acquireUninterruptibly();
    return Answer.text(200, "scanned");
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private List<CompletableFuture<HttpResponse<String>>> fill() {
    var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 1 + WAITING; i++) {
      asked.add(ask("/scan"));
    }
    await().until(() -> pool.underWay() == 1 + WAITING);
    return asked;
  }

  @Test
  void scan_moreThanMayWait_isToldToComeBack() throws Exception {
    var asked = fill();

    HttpResponse<String> refused = ask("/scan").get();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("3 requests", "ask again later");
    free.release(asked.size());
    for (var each : asked) {
      assertThat(each.get().body()).isEqualTo("scanned");
    }
    await().until(() -> pool.underWay() == 0);
    free.release();
    assertThat(ask("/scan").get().statusCode()).isEqualTo(200);
  }

  @Test
  void scan_flood_leavesLookupsAndTheDefaultWorkersFree() throws Exception {
    fill();

    assertThat(ask("/lookup").get().body()).isEqualTo("found");
    assertThat(vertx.executeBlocking(() -> "worked", false).await()).isEqualTo("worked");
  }

  @Test
  void scan_ofCallerWhoLeft_isNotMade() throws Exception {
    var first = ask("/scan");
    await().until(() -> begun.get() == 1);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /scan HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      await().until(() -> pool.underWay() == 2);
    }
    await().until(() -> responses.get(1).closed());

    free.release(2);

    assertThat(first.get().statusCode()).isEqualTo(200);
    assertThat(ask("/scan").get().statusCode()).isEqualTo(200);
    assertThat(begun).hasValue(2);
  }
}
