package io.heapster.api.k8s.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.auth.StandInApiServer;
import io.heapster.api.k8s.auth.StandInApiServer.Answer;
import io.heapster.api.k8s.groups.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole adapter whose cluster cannot say who asks and what they may, or is asked too much. */
final class ReviewOutageTest {
  private static final String NODES = "/apis/metrics.k8s.io/v1beta1/nodes";
  private static final String ALLOWED = "{\"allowed\":true}";
  private static final String KNOWN =
      "{\"authenticated\":true,\"user\":{\"username\":\"reader\",\"groups\":[\"system:masters\"]}}";
  private static final String INTERNAL =
      "{\"kind\":\"Status\",\"message\":\"etcd at https://10.9.8.7:2379 said java.io.Exception\"}";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch slow = new CountDownLatch(1);
  private WiredAdapter adapter;
  private StandInApiServer elsewhere;
  private RecordedLog log;

  @BeforeEach
  void start() throws Exception {
    adapter = new WiredAdapter(folder, "--request-timeout=20s");
    elsewhere = new StandInApiServer();
    elsewhere.review(ReviewOutageTest::everything);
    log = RecordedLog.begin();
  }

  @AfterEach
  void stop() throws Exception {
    log.close();
    slow.countDown();
    adapter.close();
    elsewhere.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Answer everything(JsonNode asked) {
    return asked.path("kind").asText().equals("TokenReview")
        ? Answer.token(KNOWN)
        : Answer.access(ALLOWED);
  }

  /** What goes wrong, by the name that asks. */
  private Map<String, Answer> failures() {
    var all = new LinkedHashMap<String, Answer>();
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      all.put("redirect" + status, Answer.redirect(status, elsewhere.url() + "/apis/x"));
    }
    for (int status : new int[] {400, 401, 403, 404, 429, 500, 502, 503, 504}) {
      all.put("status" + status, Answer.of(status, INTERNAL));
    }
    all.put("cut", Answer.of(-1, ""));
    all.put("empty", Answer.of(200, ""));
    all.put("html", Answer.of(200, "<html>allowed: true, authenticated: true 10.9.8.7</html>"));
    all.put("null", Answer.of(200, "null"));
    all.put("list", Answer.of(200, "[{\"status\":" + ALLOWED + "}]"));
    all.put("nostatus", Answer.of(201, "{\"kind\":\"SubjectAccessReview\",\"allowed\":true}"));
    all.put("otherkind", Answer.of(201, "{\"kind\":\"Secret\",\"status\":" + ALLOWED + "}"));
    all.put("text", Answer.access("{\"allowed\":\"true\",\"authenticated\":\"true\"}"));
    all.put("number", Answer.access("{\"allowed\":1}"));
    all.put("both", Answer.access("{\"allowed\":true,\"denied\":true}"));
    all.put("half", Answer.of(201, "{\"kind\":\"SubjectAccessReview\",\"status\":{\"allowed\":tr"));
    all.put("nobody", Answer.token("{\"authenticated\":true}"));
    all.put("noname", Answer.token("{\"authenticated\":true,\"user\":{\"username\":\"\"}}"));
    all.put("false500", Answer.of(500, "{\"kind\":\"TokenReview\",\"status\":" + KNOWN + "}"));
    all.put("deep", Answer.of(200, "[".repeat(100_000)));
    return all;
  }

  private Answer fail(JsonNode asked, Map<String, Answer> failures) {
    String who = asked.at("/spec/user").asText() + asked.at("/spec/token").asText();
    String failure = who.substring(who.lastIndexOf('-') + 1);
    if (failure.equals("slow")) {
      hold(slow);
      return everything(asked);
    }
    return failures.getOrDefault(failure, Answer.of(500, INTERNAL));
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void failedReviews_ofAnyKind_denyAndTellNothing(HttpVersion version) throws Exception {
    Map<String, Answer> failures = failures();
    adapter.cluster.review(asked -> fail(asked, failures));
    var asked = new LinkedHashMap<String, CompletableFuture<Reply>>();
    var strangers = new ArrayList<TlsCaller>();
    try (var proxy =
        new TlsCaller(vertx, adapter, version, adapter.proxies.client(WiredAdapter.PROXY))) {
      Stream.concat(failures.keySet().stream(), Stream.of("slow"))
          .forEach(each -> {
            asked.put("access " + each, proxy.send("GET", NODES, "X-Remote-User: forged-" + each));
            // A connection each: that of an unknown caller ends with its answer.
            var stranger = new TlsCaller(vertx, adapter, version, null);
            strangers.add(stranger);
            asked.put(
                "token " + each,
                stranger.send("GET", NODES, "Authorization: Bearer token-of-" + each));
          });
      asked.put("late", proxy.send("GET", NODES + "?timeout=1s", "X-Remote-User: forged-slow"));
      for (var each : asked.entrySet()) {
        Reply reply = each.getValue().get(60, TimeUnit.SECONDS);
        assertThat(reply.status()).as(each.getKey()).isIn(expected(each.getKey()));
        Leaks.assertNone(each.getKey(), reply);
      }
      var prober = new TlsCaller(vertx, adapter, version, null);
      strangers.add(prober);
      assertThat(prober.ask("GET", "/readyz").status()).isEqualTo(200);
    } finally {
      strangers.forEach(TlsCaller::close);
    }
    assertThat(elsewhere.reviews()).isEmpty();
    assertThat(log.lines()).anyMatch(line -> line.contains("fails, callers that need it"));
    Leaks.assertNoneLogged(log);
  }

  private static List<Integer> expected(String asked) {
    if (asked.equals("late")) {
      return List.of(504);
    }
    return asked.startsWith("token") ? List.of(401) : List.of(500);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void clusterDown_deniesAllButAdministratorsAndHealth(HttpVersion version) throws Exception {
    adapter.cluster.close();
    try (var proxy =
            new TlsCaller(vertx, adapter, version, adapter.proxies.client(WiredAdapter.PROXY));
        var stranger = new TlsCaller(vertx, adapter, version, null);
        var prober = new TlsCaller(vertx, adapter, version, null)) {
      Reply reader = proxy.ask("GET", NODES, "X-Remote-User: reader");
      assertThat(reader.status()).isEqualTo(500);
      Leaks.assertNone("reader", reader);
      Reply token = stranger.ask("GET", NODES, "Authorization: Bearer " + WiredAdapter.ADMIN_TOKEN);
      assertThat(token.status()).isEqualTo(401);
      Leaks.assertNone("token", token);
      Reply anonymous = proxy.ask("GET", "/metrics", "X-Remote-User: system:anonymous");
      assertThat(anonymous.status()).isEqualTo(500);
      Leaks.assertNone("anonymous", anonymous);
      assertThat(prober.ask("GET", "/readyz").status()).isEqualTo(200);
      String[] admin = {"X-Remote-User: admin", "X-Remote-Group: system:masters"};
      assertThat(proxy.ask("GET", NODES, admin).status()).isEqualTo(200);
    }
    Leaks.assertNoneLogged(log);
  }

  @Test
  void floodOfTokens_isBound_andTheProxyAndProbesAreStillAnswered() throws Exception {
    adapter.cluster.review(asked -> {
      if (asked.at("/spec/token").asText().startsWith("token-of-flood")) {
        hold(slow);
      }
      return WiredAdapter.review(asked);
    });
    var flood = new ArrayList<CompletableFuture<Reply>>();
    var strangers = new ArrayList<TlsCaller>();
    try (var proxy =
            new TlsCaller(
                vertx, adapter, HttpVersion.HTTP_2, adapter.proxies.client(WiredAdapter.PROXY));
        var prober = new TlsCaller(vertx, adapter, HttpVersion.HTTP_1_1, null)) {
      for (int i = 0; i < 450; i++) {
        if (i % 90 == 0) {
          strangers.add(new TlsCaller(vertx, adapter, HttpVersion.HTTP_2, null));
        }
        flood.add(
            strangers.getLast().send("GET", NODES, "Authorization: Bearer token-of-flood" + i));
      }
      await().atMost(30, TimeUnit.SECONDS).until(() -> over(flood) >= 250);
      assertThat(prober.ask("GET", "/readyz").text()).isEqualTo("ok");
      assertThat(proxy.ask("GET", NODES, "X-Remote-User: reader").status()).isEqualTo(200);
      slow.countDown();
      for (var each : flood) {
        Reply reply = each.get(40, TimeUnit.SECONDS);
        assertThat(reply.status()).isIn(401, 429);
        Leaks.assertNone("flood", reply);
      }
      assertThat(proxy.ask("GET", NODES, "X-Remote-User: reader").status()).isEqualTo(200);
    } finally {
      strangers.forEach(TlsCaller::close);
    }
    Leaks.assertNoneLogged(log);
  }

  @Test
  void strangerBehindTheProxy_endsNoRequestOfOthersOnTheSameConnection() throws Exception {
    adapter.cluster.review(asked -> {
      hold(slow);
      return WiredAdapter.review(asked);
    });
    try (var proxy =
        new TlsCaller(
            vertx, adapter, HttpVersion.HTTP_2, adapter.proxies.client(WiredAdapter.PROXY))) {
      CompletableFuture<Reply> reader = proxy.send("GET", NODES, "X-Remote-User: reader");
      await().until(() -> !adapter.cluster.reviews().isEmpty());
      assertThat(proxy.ask("GET", NODES).status()).isEqualTo(401);
      await().during(Duration.ofMillis(1500)).until(() -> !reader.isDone());
      slow.countDown();
      assertThat(reader.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }

  @Test
  void floodOfMadeUpPaths_takesNoReviewOfTheProxy() throws Exception {
    adapter.cluster.review(asked -> {
      if (asked.at("/spec/nonResourceAttributes/path").asText().startsWith("/made-up")) {
        hold(slow);
      }
      return WiredAdapter.review(asked);
    });
    var flood = new ArrayList<CompletableFuture<Reply>>();
    var strangers = new ArrayList<TlsCaller>();
    try (var proxy =
        new TlsCaller(
            vertx, adapter, HttpVersion.HTTP_2, adapter.proxies.client(WiredAdapter.PROXY))) {
      for (int i = 0; i < 180; i++) {
        if (i % 90 == 0) {
          strangers.add(new TlsCaller(vertx, adapter, HttpVersion.HTTP_2, null));
        }
        flood.add(strangers.getLast().send("GET", "/made-up/" + i));
      }
      await().atMost(30, TimeUnit.SECONDS).until(() -> adapter.cluster.reviews().size() >= 20);
      assertThat(proxy.ask("GET", NODES, "X-Remote-User: reader").status()).isEqualTo(200);
      assertThat(over(flood)).isZero();
      slow.countDown();
      for (var each : flood) {
        assertThat(each.get(40, TimeUnit.SECONDS).status()).isEqualTo(403);
      }
      String metrics = proxy.ask("GET", "/metrics", "X-Remote-User: reader").text();
      assertThat(metrics)
          .contains("authentication_attempts{result=\"success\"} 182\n")
          .contains("authorization_attempts_total{result=\"denied\"} 180\n")
          .contains("heapster_reviews_total{review=\"access\",result=\"ok\"} 182\n");
    } finally {
      strangers.forEach(TlsCaller::close);
    }
  }

  private static long over(List<CompletableFuture<Reply>> flood) {
    return flood.stream().filter(CompletableFuture::isDone).count();
  }
}
