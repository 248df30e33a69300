package io.heapster.api.k8s.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.auth.StandInApiServer.Answer;
import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.tls.TestPki;
import io.heapster.api.k8s.tls.TestPki.Certified;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Strangers, forgers and abusers before a whole adapter, over TLS and both versions of HTTP. The
 * names they forge may read everything, so that a forgery that is believed brings data.
 */
final class SecurityMatrixTest {
  private static final String NODES = "/apis/metrics.k8s.io/v1beta1/nodes";
  private static final String[] FORGED = {
    "X-Remote-User: forged-reader",
    "X-Remote-Group: forged-group",
    "X-Remote-Group: system:masters",
    "X-Remote-Extra-Scope: forged-scope"
  };

  @TempDir private static Path folder;
  private static Vertx vertx;
  private static WiredAdapter adapter;
  private RecordedLog log;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    adapter = new WiredAdapter(folder);
    adapter.cluster.review(SecurityMatrixTest::review);
  }

  private static Answer review(JsonNode asked) {
    String user = asked.at("/spec/user").asText();
    if (user.startsWith("lister")) {
      return listOfNodes(asked);
    }
    return user.equals("forged-reader")
        ? Answer.access("{\"allowed\":true}")
        : WiredAdapter.review(asked);
  }

  @AfterAll
  static void stop() {
    adapter.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void beginToRecord() {
    log = RecordedLog.begin();
  }

  @AfterEach
  void noSecretIsLogged() {
    log.close();
    Leaks.assertNoneLogged(log);
  }

  private static Reply ask(
      HttpVersion version, Certified shown, String method, String target, String... headers)
      throws InterruptedException {
    try (var caller = new TlsCaller(vertx, adapter, version, shown)) {
      return caller.ask(method, target, headers);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void frontProxy_tellsWhoAsks_andTheyGetWhatTheyMay(HttpVersion version) throws Exception {
    try (var proxy =
        new TlsCaller(vertx, adapter, version, adapter.proxies.client(WiredAdapter.PROXY))) {
      assertThat(proxy.ask("GET", NODES, "X-Remote-User: reader").text()).contains("\"usage\"");
      // One connection carries many callers: nobody inherits the one before.
      assertThat(proxy.ask("GET", NODES, "X-Remote-User: jane").status()).isEqualTo(403);
      assertThat(proxy.ask("GET", NODES, "X-Remote-User: forged-reader").status()).isEqualTo(200);
    }
    for (String header : List.of("X-Remote-Group: system:masters", "X-Remote-User: ")) {
      Certified certified = adapter.proxies.client(WiredAdapter.PROXY);
      Reply nobody = ask(version, certified, "GET", NODES, header);
      assertThat(nobody.status()).as(header).isEqualTo(401);
      Leaks.assertNone(header, nobody);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void forgedHeaders_withoutTheProxysCertificate_areNotBelieved(HttpVersion version)
      throws Exception {
    Map<String, Certified> refused =
        Map.of(
            "another authority", new TestPki("elsewhere").client(WiredAdapter.PROXY),
            "an authority of the same name",
                new TestPki("front-proxy-ca").client(WiredAdapter.PROXY),
            "expired", adapter.proxies.expiredClient(WiredAdapter.PROXY),
            "another name", adapter.proxies.client("aggregator"),
            "a name within the name", adapter.proxies.client(WiredAdapter.PROXY + "-2"),
            "for servers only", adapter.proxies.server(WiredAdapter.PROXY));
    for (var each : refused.entrySet()) {
      Reply reply = ask(version, each.getValue(), "GET", NODES, FORGED);
      assertThat(reply.status()).as(each.getKey()).isEqualTo(401);
      Leaks.assertNone(each.getKey(), reply);
    }
    Reply without = ask(version, null, "GET", NODES, FORGED);
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.text()).contains("system:anonymous");
    Leaks.assertNone("no certificate", without);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void forgedHeaders_besideGoodCredentials_changeNothing(HttpVersion version) throws Exception {
    Reply certified = ask(version, adapter.clients.client("jane", "devs"), "GET", NODES, FORGED);
    assertThat(certified.status()).isEqualTo(403);
    assertThat(certified.text()).contains("\\\"jane\\\"");
    Leaks.assertNone("client certificate", certified);

    String[] withToken = {FORGED[0], FORGED[2], "Authorization: Bearer " + WiredAdapter.JANE_TOKEN};
    Reply token = ask(version, null, "GET", NODES, withToken);
    assertThat(token.status()).isEqualTo(403);
    assertThat(token.text()).contains("\\\"jane\\\"");
    Leaks.assertNone("token", token);

    // The name of the proxy, but signed by those who sign users.
    var named = adapter.clients.client(WiredAdapter.PROXY);
    Reply posing = ask(version, named, "GET", NODES, FORGED);
    assertThat(posing.status()).isEqualTo(403);
    assertThat(posing.text()).contains("\\\"" + WiredAdapter.PROXY + "\\\"");
    Leaks.assertNone("client certificate with the proxy's name", posing);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void impersonation_ofAnybody_isRefused(HttpVersion version) throws Exception {
    String[] headers = {
      "Authorization: Bearer " + WiredAdapter.READER_TOKEN,
      "Impersonate-User: forged-admin",
      "Impersonate-Group: system:masters"
    };
    Reply reply = ask(version, null, "GET", NODES, headers);
    assertThat(reply.status()).isEqualTo(403);
    Leaks.assertNone("impersonation", reply);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void badTokens_areRefusedWithoutAReason(HttpVersion version) throws Exception {
    String huge = "token-of-" + "x".repeat(100_000);
    String jwt = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl";
    for (String token : List.of("token-of-nobody", jwt, huge)) {
      for (String target : List.of(NODES, "/metrics", "/readyz", "/apis")) {
        Reply reply = ask(version, null, "GET", target, "Authorization: Bearer " + token);
        assertThat(reply.status()).as(target).isEqualTo(401);
        Leaks.assertNone(target, reply);
      }
    }
    // No token of any kind is no caller that could be refused.
    for (String header : List.of("Basic YWRtaW46YWRtaW4=", "Bearer", "Bearer  ", "Negotiate x")) {
      Reply reply = ask(version, null, "GET", NODES, "Authorization: " + header);
      assertThat(reply.status()).as(header).isEqualTo(403);
      Leaks.assertNone(header, reply);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void oversizedRequests_areRefusedOrServed_neverCrash(HttpVersion version) throws Exception {
    String bearer = "Authorization: Bearer " + WiredAdapter.READER_TOKEN;
    String large = "x".repeat(200_000);
    Map<String, Reply> tooLarge =
        Map.of(
            "header", ask(version, null, "GET", NODES, bearer, "X-Large: " + large),
            "token", ask(version, null, "GET", NODES, "Authorization: Bearer token-of-" + large),
            "path", ask(version, null, "GET", NODES + "/" + large, bearer),
            "selector", ask(version, null, "GET", NODES + "?labelSelector=" + large, bearer));
    tooLarge.forEach((what, reply) -> {
      assertThat(reply.status()).as(what + reply.text()).isIn(0, 413, 414, 431);
      assertThat(reply.text()).as(what).doesNotContain("usage");
    });
    String terms = "app%21%3Dnone,".repeat(6_000);
    for (String query :
        List.of("labelSelector=" + terms + "a", "fieldSelector=" + terms, "labelSelector=%28%28")) {
      Reply stranger = ask(version, null, "GET", NODES + "?" + query);
      assertThat(stranger.status()).isEqualTo(403);
      Leaks.assertNone("a selector of " + query.length(), stranger);
      Reply reader = ask(version, null, "GET", NODES + "?" + query, bearer);
      assertThat(reader.status()).isIn(200, 400);
    }
    assertThat(ask(version, null, "GET", NODES, bearer).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void pathTricks_ofAStranger_bringNothing(HttpVersion version) throws Exception {
    for (String target :
        List.of(
            "/healthz/.." + NODES,
            "/healthz/%2e%2e" + NODES,
            "/healthz%2F..%2Fapis/metrics.k8s.io/v1beta1/nodes",
            "/healthz/..;" + NODES,
            "/healthz;" + NODES,
            "/healthz" + NODES,
            "/healthz/" + NODES,
            "/healthz%00" + NODES,
            "/healthz%3f" + NODES,
            "/healthz%23" + NODES,
            "/healthzz",
            "/healthz/ping",
            "/livez/../metrics",
            "/readyz%2f..%2fmetrics",
            "/" + NODES,
            "/." + NODES,
            NODES + "/",
            NODES + "//",
            NODES + "/.",
            NODES + "/../nodes",
            NODES + "%00",
            NODES + "%2f",
            NODES + ";a=b",
            NODES + "?x=/healthz",
            "/apis%2Fmetrics.k8s.io%2Fv1beta1%2Fnodes",
            "/apis/metrics.k8s.io%2Fv1beta1/nodes",
            "/apis//metrics.k8s.io/v1beta1/nodes",
            "/APIS/metrics.k8s.io/v1beta1/nodes",
            "/api/v1/nodes",
            "/apis/metrics.k8s.io/v1beta1/healthz",
            "/apis/metrics.k8s.io/v1beta1/namespaces/healthz/pods",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/%2A/http_requests_per_second",
            "/metrics",
            "/metrics/",
            "//metrics",
            "/m%65trics",
            "/version",
            "/openapi/v3",
            "/apis",
            "/",
            "/%",
            "/%zz",
            "/%C0%AE%C0%AE/metrics",
            "/%FF")) {
      for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
        Reply reply = ask(version, null, method, target, FORGED);
        assertThat(reply.status()).as(method + " " + target).isIn(400, 403, 404);
        Leaks.assertNone(method + " " + target, reply);
        assertThat(reply.headers()).doesNotContainKeys("Location", "location");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void health_isForEverybody_andNothingBelowIt(HttpVersion version) throws Exception {
    for (String target : List.of("/healthz", "/livez", "/readyz", "/readyz?verbose")) {
      assertThat(ask(version, null, "GET", target).status()).as(target).isEqualTo(200);
    }
    for (String target : List.of("/healthz/", "/readyz/ping", "/livez/shutdown")) {
      assertThat(ask(version, null, "GET", target).status()).as(target).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void permission_forOneThing_isNoneForAnother(HttpVersion version) throws Exception {
    String lister = "X-Remote-User: lister-" + version;
    try (var proxy =
        new TlsCaller(vertx, adapter, version, adapter.proxies.client(WiredAdapter.PROXY))) {
      assertThat(proxy.ask("GET", NODES, lister).status()).isEqualTo(200);
      for (String[] other :
          new String[][] {
            {"GET", NODES + "?watch=1"},
            {"POST", NODES},
            {"DELETE", NODES},
            {"GET", NODES + "/real-node-1"},
            {"GET", "/apis/metrics.k8s.io/v1beta1/pods"},
            {"GET", "/apis/metrics.k8s.io/v1/nodes"},
            {"GET", "/metrics"}
          }) {
        Reply reply = proxy.ask(other[0], other[1], lister);
        assertThat(reply.status()).as(String.join(" ", other)).isEqualTo(403);
        Leaks.assertNone(String.join(" ", other), reply);
      }
      assertThat(proxy.ask("GET", NODES + "/", lister).status()).isEqualTo(200);
    }
  }

  private static Answer listOfNodes(JsonNode review) {
    JsonNode asked = review.at("/spec/resourceAttributes");
    boolean allowed =
        asked.path("verb").asText().equals("list")
            && asked.path("resource").asText().equals("nodes")
            && asked.path("version").asText().equals("v1beta1");
    return Answer.access("{\"allowed\":" + allowed + "}");
  }
}
