package io.heapster.api.k8s.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heapster.core.tls.AnyCertificate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.TrustOptions;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Floods, slow work, and callers who leave. */
final class LoadTest {
  private static final String WAIT = TestServer.GROUP + "/wait";

  @TempDir private static Path folder;
  private static TestKeys keys;
  private static TestKeys proxy;
  private TestServer test;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make(folder, "server");
    proxy = TestKeys.make(folder, "proxy");
  }

  private void start(int requestsInFlight, Duration requestTime) throws Exception {
    test = new TestServer(keys, new ServingLimits(requestsInFlight, requestTime));
  }

  @AfterEach
  void stop() {
    test.close();
  }

  private CompletableFuture<HttpResponse<String>> ask(String path, String token) {
    return test.http2.sendAsync(test.request(path, token).build(), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> askAs(
      HttpClient client, String path, String user) {
    var request = test.request(path, "").header("X-Remote-User", user).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private HttpClient showing(TestKeys certificate) throws Exception {
    return HttpClient.newBuilder().sslContext(keys.client(certificate)).build();
  }

  @Test
  void floodOfTokens_isBoundAndProbesAndTheProxyAreStillAnswered() throws Exception {
    start(4, Duration.ofMinutes(1));
    var first = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 4; i++) {
      first.add(ask(WAIT, "carl"));
    }
    await().until(() -> test.waiting.get() == 4);
    var flood = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 60; i++) {
      flood.add(ask(WAIT, "carl"));
    }
    for (var each : flood) {
      assertRefused(each.get());
    }
    assertThat(test.get("/readyz", "").statusCode()).isEqualTo(200);
    assertThat(test.get(TestServer.GROUP, "carl").statusCode()).isEqualTo(429);
    try (var client = showing(proxy)) {
      for (int i = 0; i < 5; i++) {
        assertThat(askAs(client, TestServer.GROUP, "carl").get().statusCode()).isEqualTo(200);
      }
    }
    test.release.countDown();
    for (var each : first) {
      assertThat(each.get().body()).isEqualTo("{\"waited\":true}\n");
    }
    assertThat(test.mostWaiting.get()).isEqualTo(4);
    assertThat(test.get(TestServer.GROUP, "carl").statusCode()).isEqualTo(200);
  }

  private static void assertRefused(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body()).isEqualTo("Too many requests, please try again later.\n");
  }

  @Test
  void floodBehindTheProxy_isBoundAndAdministratorsPass() throws Exception {
    start(4, Duration.ofMinutes(1));
    try (var client = showing(proxy)) {
      var first = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 4; i++) {
        first.add(askAs(client, WAIT, "carl"));
      }
      await().until(() -> test.waiting.get() == 4);
      for (int i = 0; i < 20; i++) {
        assertRefused(askAs(client, WAIT, "carl").get());
      }
      assertThat(askAs(client, TestServer.GROUP, "admin").get().statusCode()).isEqualTo(200);
      test.release.countDown();
      for (var each : first) {
        assertThat(each.get().statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void floodOfTokensUnderReview_isBoundAndHoldsUpNoProbe() throws Exception {
    start(4, Duration.ofMinutes(1));
    floodWithTokens(test.http2);
  }

  @Test
  void floodOfTokensWithACertificateOfTheirOwn_takesNoPlaceOfTheProxy() throws Exception {
    start(4, Duration.ofMinutes(1));
    try (var client = showing(TestKeys.make(folder, "mallory"))) {
      floodWithTokens(client);
    }
  }

  @Test
  void floodOfTokensWithTheProxysCertificate_takesNoPlaceOfOthersBehindIt() throws Exception {
    start(4, Duration.ofMinutes(1));
    try (var client = showing(proxy)) {
      floodWithTokens(client);
    }
  }

  private void floodWithTokens(HttpClient client) throws Exception {
    var flood = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 40; i++) {
      var request = test.request("/healthz", "slow").build();
      flood.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    await().until(() -> flood.stream().filter(CompletableFuture::isDone).count() == 36);
    assertThat(test.gate.shown).hasSize(4);
    assertProbesAndTheProxyAreAnswered();
    test.gate.reviews.countDown();
    for (var each : flood) {
      assertThat(each.get().statusCode()).isIn(401, 429);
    }
  }

  private void assertProbesAndTheProxyAreAnswered() throws Exception {
    assertThat(test.get("/readyz", "").statusCode()).isEqualTo(200);
    try (var client = showing(proxy)) {
      assertThat(askAs(client, TestServer.GROUP, "carl").get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void floodOfUnknownCallersUnderReview_takesNoPlaceOfTheProxy() throws Exception {
    start(4, Duration.ofMinutes(1));
    var flood = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 4; i++) {
      flood.add(ask("/pending/" + i, ""));
    }
    await().until(() -> test.gate.asked.size() == 4);
    assertRefused(test.get("/pending/more", ""));
    assertProbesAndTheProxyAreAnswered();
    test.gate.reviews.countDown();
    for (var each : flood) {
      assertThat(each.get().statusCode()).isEqualTo(403);
    }
  }

  @Test
  void floodBelowTheHealthPaths_takesNoPlaceOfProbes() throws Exception {
    start(100, Duration.ofMinutes(1));
    var flood = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 60; i++) {
      flood.add(ask("/livez/pending" + i, ""));
    }
    await().until(() -> test.gate.asked.size() == 60);
    assertProbesAndTheProxyAreAnswered();
    test.gate.reviews.countDown();
    for (var each : flood) {
      assertThat(each.get().statusCode()).isEqualTo(403);
    }
  }

  @Test
  void endlessBodyOnHttp2_endsItsStreamAndNoOther() throws Exception {
    start(400, Duration.ofMinutes(1));
    var client =
        test.vertx.createHttpClient(
            clientOptions(), new io.vertx.core.http.PoolOptions().setHttp2MaxSize(1));
    var other =
        client
            .request(options(WAIT, "carl"))
            .compose(request -> request.send().compose(HttpClientResponse::body))
            .toCompletionStage()
            .toCompletableFuture();
    await().until(() -> test.waiting.get() == 1);
    var endless =
        client
            .request(options(WAIT, "carl"))
            .compose(request -> {
              request.setChunked(true);
              request.write(Buffer.buffer(new byte[2 * 1024 * 1024]));
              return request.response();
            })
            .toCompletionStage()
            .toCompletableFuture();
    assertThatThrownBy(endless::get).hasRootCauseInstanceOf(StreamResetException.class);
    test.release.countDown();
    assertThat(other.get()).hasToString("{\"waited\":true}\n");
  }

  @Test
  void discovery_inParallel_doesNotWaitForSlowRequests() throws Exception {
    start(400, Duration.ofMinutes(1));
    var slow = ask(WAIT, "carl");
    await().until(() -> test.waiting.get() == 1);
    var probes = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 5; i++) {
      probes.add(ask(TestServer.GROUP, "admin"));
    }
    for (var each : probes) {
      assertThat(each.get().statusCode()).isEqualTo(200);
    }
    assertThat(slow).isNotDone();
    test.release.countDown();
    assertThat(slow.get().statusCode()).isEqualTo(200);
  }

  @Test
  void slowEndpoint_isInterruptedAtTheDeadline() throws Exception {
    start(400, Duration.ofSeconds(2));
    for (var client : List.of(test.http1, test.http2)) {
      var answer = client.send(test.request(WAIT, "carl").build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body())
          .contains(
              "\"message\":\"Timeout: request did not complete within the allotted timeout\","
                  + "\"reason\":\"Timeout\",\"details\":{},\"code\":504}");
    }
    await().until(() -> test.interrupted.get() == 2 && test.waiting.get() == 0);
    assertThat(test.get(TestServer.GROUP, "carl").statusCode()).isEqualTo(200);
  }

  @Test
  void timeoutOfTheCaller_shortensTheDeadlineAndIsCheckedForSense() throws Exception {
    start(400, Duration.ofMinutes(1));
    assertThat(test.get(WAIT + "?timeout=100ms", "carl").statusCode()).isEqualTo(504);
    assertThat(test.get(TestServer.GROUP + "?timeout=32s", "carl").statusCode()).isEqualTo(200);
    assertThat(test.get(TestServer.GROUP + "?timeout=0", "carl").statusCode()).isEqualTo(200);
    assertThat(test.get(TestServer.GROUP + "?timeout=999h", "carl").statusCode()).isEqualTo(200);
    HttpResponse<String> bad = test.get(TestServer.GROUP + "?timeout=soon", "carl");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("invalid duration \\\"soon\\\"");
  }

  @Test
  void callerWhoLeaves_endsTheWork() throws Exception {
    start(400, Duration.ofMinutes(1));
    for (var client : List.of(test.http1, test.http2)) {
      test.interrupted.set(0);
      var asked = client.sendAsync(test.request(WAIT, "carl").build(), BodyHandlers.ofString());
      await().until(() -> test.waiting.get() == 1);
      asked.cancel(true);
      await().until(() -> test.interrupted.get() == 1 && test.waiting.get() == 0);
    }
    await().untilAsserted(() -> assertThat(test.statuses).containsExactly(499, 499));
  }

  @Test
  void unknownCallerOnHttp2_losesTheConnectionAfterTheAnswer() throws Exception {
    start(400, Duration.ofMinutes(1));
    var client =
        test.vertx.createHttpClient(
            clientOptions(), new io.vertx.core.http.PoolOptions().setHttp2MaxSize(1));
    for (String token : List.of("", "wrong", "carl")) {
      var closed = new CompletableFuture<Boolean>();
      var request =
          client
              .request(options(TestServer.GROUP, token))
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      request.connection().closeHandler(gone -> closed.complete(true));
      var answer = request.send().toCompletionStage().toCompletableFuture().get();
      assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
      if (token.equals("carl")) {
        var again = client.request(options(TestServer.GROUP, token));
        assertThat(again.toCompletionStage().toCompletableFuture().get().connection())
            .isSameAs(request.connection());
        assertThat(closed).isNotDone();
      } else {
        await().untilAsserted(() -> assertThat(closed).isDone());
      }
    }
  }

  @Test
  @Timeout(60)
  void floodOfResets_endsTheConnectionAndLeavesNothingBehind() throws Exception {
    start(20, Duration.ofMinutes(1));
    var closed = new CompletableFuture<Boolean>();
    var client = test.vertx.createHttpClient(clientOptions());
    for (int i = 0; i < 400 && !closed.isDone(); i++) {
      client
          .request(options(WAIT, "carl"))
          .onSuccess(request -> {
            request.connection().closeHandler(gone -> closed.complete(true));
            request.exceptionHandler(problem -> {});
            request.sendHead().onComplete(sent -> request.reset(8));
          })
          .onFailure(gone -> closed.complete(true))
          .toCompletionStage()
          .toCompletableFuture()
          .exceptionally(gone -> null)
          .get();
    }
    assertThat(closed.get()).isTrue();
    await().until(() -> test.waiting.get() == 0);
    assertThat(test.mostWaiting.get()).isLessThanOrEqualTo(20);
    assertThat(test.get(TestServer.GROUP, "carl").statusCode()).isEqualTo(200);
  }

  private static HttpClientOptions clientOptions() {
    return new HttpClientOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setVerifyHost(false)
        .setTrustOptions(TrustOptions.wrap(new AnyCertificate()));
  }

  private RequestOptions options(String path, String token) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(test.server.port())
            .setSsl(true)
            .setURI(path);
    return token.isEmpty() ? options : options.putHeader("Authorization", "Bearer " + token);
  }
}
