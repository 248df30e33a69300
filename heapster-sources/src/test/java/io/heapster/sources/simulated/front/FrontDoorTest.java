package io.heapster.sources.simulated.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.ManualTime;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FrontDoorTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PODS = "/apis/metrics.k8s.io/v1beta1/pods";
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private static Simulator simulator;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator =
        Simulator.start(
            ClusterShape.tiny(EPOCH),
            Listeners.anywhere().withSecureApi(0),
            Faults.none(),
            new ManualTime(EPOCH.plusSeconds(100)));
    client = HttpClient.newBuilder().sslContext(trustOfKubeconfig()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    simulator.close();
  }

  private static SSLContext trustOfKubeconfig() throws Exception {
    String line =
        simulator
            .kubeconfig(Account.ADMIN)
            .lines()
            .filter(each -> each.contains("certificate-authority-data"))
            .findFirst()
            .orElseThrow();
    byte[] pem = Base64.getDecoder().decode(line.substring(line.indexOf(':') + 1).strip());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    trusted.setCertificateEntry(
        "front",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static HttpRequest.Builder request(String path, String token) {
    var request = HttpRequest.newBuilder(URI.create(simulator.addresses().secureApi() + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path, Account account) throws Exception {
    return send(request(path, account.token()));
  }

  private static JsonNode post(String path, String body) throws Exception {
    var request = request(path, Account.HEAPSTER.token());
    return JSON.readTree(send(request.POST(HttpRequest.BodyPublishers.ofString(body))).body());
  }

  private static JsonNode access(String user, String attributes) throws Exception {
    return post(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            """
            {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview",
             "spec":{"user":"%s","groups":["system:authenticated"],%s}}
            """
                .formatted(user, attributes))
        .at("/status/allowed");
  }

  @Test
  void request_unknownTokenOrNone_isRefused() throws Exception {
    assertThat(send(request("/api/v1/nodes", "made-up")).statusCode()).isEqualTo(401);
    HttpResponse<String> anonymous = send(request("/api/v1/nodes", ""));
    assertThat(anonymous.statusCode()).isEqualTo(403);
    assertThat(anonymous.body())
        .contains(
            "nodes is forbidden: User \\\"system:anonymous\\\" cannot list resource \\\"nodes\\\" in"
                + " API group \\\"\\\" at the cluster scope");
    assertThat(get("/api/v1/nodes", Account.VIEWER).statusCode()).isEqualTo(200);
  }

  @Test
  void tokenReview_knownAndUnknownTokens_areToldApart() throws Exception {
    String path = "/apis/authentication.k8s.io/v1/tokenreviews";
    JsonNode known = post(path, "{\"spec\":{\"token\":\"simulated-viewer\"}}").get("status");
    assertThat(known.get("authenticated").booleanValue()).isTrue();
    assertThat(known.at("/user/username").textValue()).isEqualTo("viewer");
    assertThat(known.at("/user/groups").toString())
        .isEqualTo("[\"viewers\",\"system:authenticated\"]");
    JsonNode unknown = post(path, "{\"spec\":{\"token\":\"made-up\"}}").get("status");
    assertThat(unknown.get("authenticated").booleanValue()).isFalse();
  }

  @Test
  void accessReview_rolesOfUsers_decide() throws Exception {
    String pods =
        "\"resourceAttributes\":{\"verb\":\"%s\",\"group\":\"metrics.k8s.io\",\"resource\":\"pods\"}";
    assertThat(access("viewer", pods.formatted("list")).booleanValue()).isTrue();
    assertThat(access("viewer", pods.formatted("delete")).booleanValue()).isFalse();
    assertThat(access("guest", pods.formatted("list")).booleanValue()).isFalse();
    String path = "\"nonResourceAttributes\":{\"verb\":\"get\",\"path\":\"%s\"}";
    assertThat(access("guest", path.formatted("/apis")).booleanValue()).isTrue();
    assertThat(access("guest", path.formatted("/metrics")).booleanValue()).isFalse();
  }

  @Test
  void configMap_ofFrontProxies_isListedForTheDaemonOnly() throws Exception {
    String path = "/api/v1/namespaces/kube-system/configmaps";
    String selected = path + "?fieldSelector=metadata.name%3Dextension-apiserver-authentication";
    JsonNode list = JSON.readTree(get(selected, Account.HEAPSTER).body());
    assertThat(list.get("items")).hasSize(1);
    assertThat(list.at("/items/0/data/requestheader-allowed-names").textValue())
        .isEqualTo("[\"front-proxy-client\"]");
    assertThat(get(selected, Account.VIEWER).statusCode()).isEqualTo(403);
  }

  @Test
  void backend_isAskedAsTheFrontProxyOfTheCaller_untilItIsGone() throws Exception {
    String authority = simulator.front().published().get("requestheader-client-ca-file");
    try (var backend = new Backend(authority)) {
      simulator.front().register(backend.registration());
      await().atMost(Duration.ofSeconds(20)).until(() -> simulator.front().problems().isEmpty());

      var forged = request(PODS + "?limit=5", Account.VIEWER.token());
      HttpResponse<String> answer =
          send(forged.header("X-Remote-User", "root").header("X-Remote-Group", "system:masters"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"items\":[]}");
      assertThat(backend.last(PODS + "?limit=5"))
          .isEqualTo(
              new Backend.Seen(
                  PODS + "?limit=5", "viewer", List.of("viewers", "system:authenticated"), false));
      assertThat(get(PODS, Account.GUEST).statusCode()).isEqualTo(403);
      assertThat(get("/apis/metrics.k8s.io/v1beta1/nodes", Account.VIEWER).statusCode())
          .isEqualTo(502);

      HttpResponse<String> discovery =
          send(request("/apis", Account.GUEST.token()).header("Accept", AGGREGATED));
      assertThat(discovery.headers().firstValue("Content-Type")).contains(AGGREGATED);
      JsonNode group = JSON.readTree(discovery.body()).at("/items/2");
      assertThat(group.at("/metadata/name").textValue()).isEqualTo("metrics.k8s.io");
      assertThat(group.at("/versions/0/freshness").textValue()).isEqualTo("Current");
      assertThat(group.at("/versions/0/resources/0/scope").textValue()).isEqualTo("Namespaced");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          HttpResponse<String> gone = get(PODS, Account.ADMIN);
          assertThat(gone.statusCode()).isEqualTo(503);
          assertThat(gone.body()).isEqualTo("service unavailable\n");
        });
    assertThat(simulator.front().problems()).hasSize(1);
  }

  @Test
  void request_impersonating_onlyByMasters() throws Exception {
    var as = request("/api/v1/nodes", Account.ADMIN.token()).header("Impersonate-User", "guest");
    assertThat(send(as).statusCode()).isEqualTo(403);
    var by = request("/api/v1/nodes", Account.VIEWER.token()).header("Impersonate-User", "admin");
    assertThat(send(by).body()).contains("cannot impersonate resource \\\"users\\\"");
  }
}
