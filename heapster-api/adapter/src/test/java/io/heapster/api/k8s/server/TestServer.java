package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.AnyCertificate;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The secure server on a free port, with endpoints that behave badly on request. */
final class TestServer implements Endpoint, AutoCloseable {
  static final String GROUP = "/apis/g/v1";
  static final int LARGE_BYTES = 1_000_000;

  final Vertx vertx = Vertx.vertx();
  final FakeGate gate = new FakeGate();
  final ConcurrentLinkedQueue<ApiRequest> served = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
  final AtomicInteger waiting = new AtomicInteger();
  final AtomicInteger mostWaiting = new AtomicInteger();
  final AtomicInteger interrupted = new AtomicInteger();
  final CountDownLatch release = new CountDownLatch(1);
  final AtomicBoolean ready = new AtomicBoolean(true);
  final TestKeys keys;
  final SecureServer server;
  final HttpClient http1;
  final HttpClient http2;

  TestServer(TestKeys keys, ServingLimits limits) throws Exception {
    this(keys, limits, ListenerSettings.of("127.0.0.1", 0));
  }

  TestServer(TestKeys keys, ServingLimits limits, ListenerSettings listening) throws Exception {
    this.keys = keys;
    var identity = new SecureServer.Identity(keys.identity(), new AnyCertificate(), gate, gate);
    var storage = new HealthCheck("metric-storage-ready", this::storageProblem);
    var sync = new HealthCheck("hook/informer-sync", Optional::empty);
    var content =
        new SecureServer.Content(
            List.of(this),
            List.of("/apis", "/apis/g"),
            new Probes(List.of(sync), List.of(storage, sync)),
            new ProductVersion("0.1.2-SNAPSHOT", "abc"),
            () -> "up 1\n");
    var serving =
        new SecureServer.Serving(listening, limits, Duration.ofSeconds(5), 2, this::observe);
    server = new SecureServer(vertx, identity, content, serving, TimeSource.system());
    server.start().toCompletionStage().toCompletableFuture().get();
    http1 = client(HttpClient.Version.HTTP_1_1);
    http2 = client(HttpClient.Version.HTTP_2);
  }

  private HttpClient client(HttpClient.Version version) throws Exception {
    return HttpClient.newBuilder().version(version).sslContext(keys.client()).build();
  }

  private Optional<String> storageProblem() {
    return ready.get() ? Optional.empty() : Optional.of("no metrics to serve");
  }

  private void observe(Attributes asked, int status, long nanos) {
    statuses.add(status);
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    List<String> segments = request.info().segments();
    if (segments.size() < 3 || !segments.subList(0, 3).equals(List.of("apis", "g", "v1"))) {
      return Optional.empty();
    }
    served.add(request);
    return switch (segments.size() == 3 ? "" : segments.get(3)) {
      case "" -> Optional.of(json("{\"kind\":\"APIResourceList\"}"));
      case "nodes" -> Optional.of(json("{\"items\":[]}\n"));
      case "wait" -> Optional.of(await());
      case "broken" -> throw new IllegalStateException("secret: jdbc://db/password");
      case "overflow" -> throw new StackOverflowError();
      case "odd" -> throw StatusException.badRequest("odd \"question\"");
      case "large" -> Optional.of(new Answer.Streamed(Answer.JSON, out -> large(out, 0)));
      case "breaks" -> Optional.of(new Answer.Streamed(Answer.JSON, out -> large(out, 5)));
      case "breaks-at-once" ->
          Optional.of(
              new Answer.Streamed(
                  Answer.JSON,
                  out -> {
                    throw new IllegalStateException("secret: early");
                  }));
      case "whole" ->
          Optional.of(new Answer.Whole(200, Answer.JSON, JsonBytes.ascii("x".repeat(LARGE_BYTES))));
      case "unchanged" -> Optional.of(new Answer.Whole(304, Answer.JSON, new byte[0]));
      default -> Optional.empty();
    };
  }

  private static Answer json(String text) {
    return Answer.json(new JsonBytes(64).put(JsonBytes.ascii(text)));
  }

  private Answer await() {
    mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
    try {
      release.await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw new IllegalStateException("interrupted", e);
    } finally {
      waiting.decrementAndGet();
    }
    return json("{\"waited\":true}");
  }

  /** A thousand pieces of a thousand bytes. */
  private static Answer.Pieces large(JsonBytes out, int breakAfter) {
    var count = new AtomicInteger();
    return () -> {
      int number = count.incrementAndGet();
      if (breakAfter > 0 && number > breakAfter * 100) {
        throw new IllegalStateException("secret: late");
      }
      out.put(JsonBytes.ascii("0123456789".repeat(100)));
      return number < 1000;
    };
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + server.port() + path);
  }

  HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return http1.send(request(path, token).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get2(String path, String token) throws Exception {
    return http2.send(request(path, token).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    release.countDown();
    gate.reviews.countDown();
    http1.shutdownNow();
    http2.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
