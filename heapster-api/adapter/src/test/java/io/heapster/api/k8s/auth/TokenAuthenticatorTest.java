package io.heapster.api.k8s.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.ManualTime;
import io.heapster.api.k8s.auth.AuthenticationMethod.Outcome;
import io.heapster.api.k8s.auth.StandInApiServer.Answer;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenAuthenticatorTest {
  private static final String BOB =
      "{\"authenticated\":true,\"user\":{\"username\":\"bob\",\"uid\":\"7\",\"groups\":[\"devs\"],"
          + "\"extra\":{\"k\":[\"v\",\"w\"]}}}";

  @TempDir Path folder;
  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final CountingObserver observer = new CountingObserver();
  private StandInApiServer server;
  private KubernetesClient client;
  private TokenAuthenticator tokens;

  @BeforeEach
  void start() throws IOException {
    server = new StandInApiServer();
    client =
        new ClusterConnection(folder, _ -> null)
            .open("--authentication-kubeconfig", server.kubeconfig(folder).toString());
    tokens = tokens(Duration.ofSeconds(10), time);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private TokenAuthenticator tokens(Duration limit, TimeSource clock) {
    var reviews =
        new ReviewClient(
            client, TokenAuthenticator.KIND, TokenAuthenticator.PATH, limit, clock, () -> 0.5);
    return new TokenAuthenticator(reviews, Duration.ofSeconds(10), observer, clock);
  }

  private Outcome ask(String token) {
    return verify("Bearer " + token);
  }

  private Outcome verify(String authorization) {
    return tokens.verify(
        new Credentials(List.of(), TestHeaders.of("Authorization", authorization)));
  }

  private static String rejected(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).why();
  }

  @Test
  void verify_goodToken_isTheUserOfTheReview() {
    server.review(_ -> Answer.token(BOB));

    assertThat(ask("t-1"))
        .isEqualTo(
            new Outcome.Accepted(
                new UserInfo("bob", "7", List.of("devs"), Map.of("k", List.of("v", "w")))));
    assertThat(server.reviews().getFirst())
        .hasToString(
            "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\","
                + "\"spec\":{\"token\":\"t-1\"}}");
  }

  @Test
  void verify_otherSchemes_areNotJudged() {
    for (String header : List.of("", "Basic dTpw", "Bearer", "Bearer ", "t-1", "  ")) {
      assertThat(verify(header)).as(header).isInstanceOf(Outcome.NothingShown.class);
    }
    assertThat(server.reviews()).isEmpty();
  }

  @Test
  void verify_schemeInAnyCase_isJudged() {
    server.review(_ -> Answer.token(BOB));
    assertThat(verify(" bEARER t-1 ")).isInstanceOf(Outcome.Accepted.class);
  }

  // ---- what is remembered

  @Test
  void verify_sameTokenAgain_asksOnceInTenSeconds() {
    server.review(asked ->
        Answer.token(
            asked.at("/spec/token").asText().equals("good")
                ? BOB
                : "{\"error\":\"invalid bearer token\"}"));
    for (int i = 0; i < 3; i++) {
      assertThat(ask("good")).isInstanceOf(Outcome.Accepted.class);
      rejected(ask("bad"));
    }
    assertThat(server.reviews()).hasSize(2);

    time.advance(Duration.ofSeconds(9));
    ask("good");
    ask("bad");
    assertThat(server.reviews()).hasSize(2);

    time.advance(Duration.ofSeconds(1));
    ask("good");
    ask("bad");
    assertThat(server.reviews()).hasSize(4);
  }

  @Test
  void verify_tokenRevoked_isNotBelievedFromBefore() {
    server.review(_ -> Answer.token(BOB));
    ask("t-1");
    server.review(_ -> Answer.token("{\"authenticated\":false}"));
    time.advance(Duration.ofSeconds(10));
    rejected(ask("t-1"));
    rejected(ask("t-1"));
    assertThat(server.reviews()).hasSize(2);
  }

  @Test
  void verify_manyAtOnce_oneReview() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    server.review(_ -> {
      asked.countDown();
      await().until(() -> answer.getCount() == 0);
      return Answer.token(BOB);
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < 50; i++) {
        outcomes.add(threads.submit(() -> ask("t-1")));
      }
      asked.await();
      await().until(() -> observer.count("token joined") == 49);
      answer.countDown();
      for (Future<Outcome> each : outcomes) {
        assertThat(each.get()).isInstanceOf(Outcome.Accepted.class);
      }
    }
    assertThat(server.reviews()).hasSize(1);
  }

  @Test
  void verify_firstCallerGivesUp_theOthersGetTheirAnswer() throws Exception {
    var answer = new CountDownLatch(1);
    server.review(_ -> {
      await().until(() -> answer.getCount() == 0);
      return Answer.token(BOB);
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> first = threads.submit(() -> ask("t-1"));
      await().until(() -> observer.count("token asked") == 1);
      Future<Outcome> second = threads.submit(() -> ask("t-1"));
      await().until(() -> observer.count("token joined") == 1);
      first.cancel(true);
      answer.countDown();
      assertThat(second.get()).isInstanceOf(Outcome.Accepted.class);
    }
  }

  @Test
  void verify_floodOfTokens_isSpreadOverTime() throws Exception {
    server.review(
        asked -> Answer.token(asked.at("/spec/token").asText().equals("good") ? BOB : "{}"));
    ask("good");
    int flood = 600;
    try (var threads = Executors.newFixedThreadPool(8)) {
      var outcomes = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < flood; i++) {
        String token = "bad-" + i;
        outcomes.add(
            threads.submit(() ->
                tokens.verify(
                    new Credentials(
                        List.of(), TestHeaders.of("Authorization", "Bearer " + token)))));
      }
      for (Future<Outcome> each : outcomes) {
        each.get();
      }
    }
    assertThat(tokens.remembered()).isEqualTo(flood + 1);
    // 400 at once, then 200 a second
    assertThat(time.elapsedNanos()).isGreaterThanOrEqualTo(Duration.ofMillis(900).toNanos());
  }

  @Test
  void get_badOnesOverflow_goodOneIsStillKnown() throws Exception {
    var cache = new ReviewCache<String>("token", 4, observer, time);
    Duration ttl = Duration.ofSeconds(10);
    cache.get("good", () -> new ReviewCache.Told<>("yes", true, ttl), ttl);
    for (int i = 0; i < 20; i++) {
      cache.get("bad-" + i, () -> new ReviewCache.Told<>("no", false, ttl), ttl);
    }
    assertThat(cache.size()).isEqualTo(5);
    assertThat(cache.get("good", () -> new ReviewCache.Told<>("asked", true, ttl), ttl))
        .isEqualTo("yes");
  }

  @Test
  void verify_tokenTooLong_isRefusedUnreviewed() {
    server.review(_ -> Answer.token(BOB));
    assertThat(ask("t".repeat(TokenAuthenticator.LONGEST))).isInstanceOf(Outcome.Accepted.class);
    assertThat(rejected(ask("u".repeat(TokenAuthenticator.LONGEST + 1)))).contains("16384");
    assertThat(server.reviews()).hasSize(1);
  }

  @Test
  void get_tooManyUnderWay_refusesMoreAndTakesThemAgainAfterwards() throws Exception {
    var cache = new ReviewCache<String>("token", 4, observer, time);
    var end = new CountDownLatch(1);
    Duration patience = Duration.ofSeconds(30);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ReviewCache.FLIGHTS; i++) {
        String key = "slow-" + i;
        var left = threads.submit(() -> cache.get(key, () -> told(end), patience));
        await().until(() -> observer.count("token asked") > Integer.parseInt(key.substring(5)));
        // The caller is gone, and its review is not.
        left.cancel(true);
      }
      assertThatThrownBy(() -> cache.get("more", () -> told(end), patience))
          .isInstanceOf(ReviewException.class);
      assertThat(observer.count("token refused")).isOne();
      end.countDown();
    }
    await()
        .ignoreExceptionsInstanceOf(ReviewException.class)
        .until(() -> cache.get("more", () -> told(end), patience).equals("yes"));
  }

  private static ReviewCache.Told<String> told(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ReviewCache.Told<>("yes", true, Duration.ZERO);
  }

  // ---- when the API server has troubles

  @Test
  void review_clientThatBreaks_isToldAsAFailedReview() {
    var broken =
        new ReviewClient(client, "TokenReview", "a b", Duration.ofSeconds(1), time, () -> 0.5);
    assertThatThrownBy(() -> broken.review(() -> new byte[0], ""))
        .isInstanceOf(ReviewException.class)
        .hasMessageContaining("broke");
  }

  @Test
  void verify_passingFailures_areTriedAgain() {
    for (int status : List.of(500, 429, -1)) {
      int before = server.reviews().size();
      server.review(
          _ -> server.reviews().size() - before < 3 ? Answer.of(status, "{}") : Answer.token(BOB));
      assertThat(ask("t" + status)).as("%s", status).isInstanceOf(Outcome.Accepted.class);
      assertThat(server.reviews()).hasSize(before + 3);
    }
    assertThat(time.waits().subList(0, 2))
        .containsExactly(Duration.ofMillis(550), Duration.ofMillis(825));
  }

  @Test
  void verify_failuresThatStay_endAfterFiveAttemptsAndAreNotRemembered() {
    server.review(_ -> Answer.of(500, "{\"kind\":\"Status\",\"message\":\"etcd is down\"}"));
    assertThat(rejected(ask("t-1"))).contains("HTTP 500: etcd is down");
    assertThat(server.reviews()).hasSize(5);

    server.review(_ -> Answer.token(BOB));
    assertThat(ask("t-1")).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void verify_refusal_isNotTriedAgain() {
    server.review(_ -> Answer.of(403, "{\"message\":\"token t-secret of you may not\"}"));
    assertThat(rejected(ask("t-secret"))).contains("HTTP 403").doesNotContain("t-secret");
    assertThat(server.reviews()).hasSize(1);
  }

  @Test
  void verify_garbage_isNeverAccepted() {
    for (String body :
        List.of(
            "",
            "junk",
            "[]",
            "null",
            "{}",
            "{\"status\":{\"authenticated\":true,\"user\":{\"username\":\"bob\"}}}",
            "{\"kind\":\"TokenReview\",\"status\":[]}",
            "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":\"true\"}}",
            "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true}}",
            "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"user\":{\"username\":1}}}",
            "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,"
                + "\"user\":{\"username\":\"bob\",\"groups\":\"system:masters\"}}}")) {
      server.review(_ -> Answer.of(201, body));
      rejected(ask("t-1"));
    }
  }

  @Test
  void verify_serverDown_isRejected() {
    server.close();
    assertThat(rejected(ask("t-1"))).contains("could not be reviewed");
  }

  @Test
  void verify_slowServer_isRejectedAtTheTimeLimit() {
    var end = new CountDownLatch(1);
    server.review(_ -> {
      await().until(() -> end.getCount() == 0);
      return Answer.token(BOB);
    });
    tokens = tokens(Duration.ofMillis(200), TimeSource.system());
    assertThat(rejected(ask("t-1"))).contains("no answer within 200 ms");
    end.countDown();
  }
}
