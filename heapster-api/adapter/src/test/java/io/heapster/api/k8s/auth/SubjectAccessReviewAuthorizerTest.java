package io.heapster.api.k8s.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.ManualTime;
import io.heapster.api.k8s.auth.StandInApiServer.Answer;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.Authorizer.Decision;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubjectAccessReviewAuthorizerTest {
  private static final UserInfo BOB =
      new UserInfo("bob", "7", List.of("devs"), Map.of("k", List.of("v")));
  private static final Attributes PODS =
      new Attributes.Resource(
          "list", "metrics.k8s.io", "v1beta1", "pods", "", "ns1", "", "/apis/metrics.k8s.io/x");

  @TempDir Path folder;
  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final CountingObserver observer = new CountingObserver();
  private StandInApiServer server;
  private KubernetesClient client;
  private SubjectAccessReviewAuthorizer authorizer;

  @BeforeEach
  void start() throws IOException {
    server = new StandInApiServer();
    client =
        new ClusterConnection(folder, _ -> null)
            .open("--authorization-kubeconfig", server.kubeconfig(folder).toString());
    authorizer = authorizer(Duration.ofSeconds(10), time, AuthorizationOptions.DEFAULTS);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private SubjectAccessReviewAuthorizer authorizer(
      Duration limit, TimeSource clock, AuthorizationOptions options) {
    var reviews =
        new ReviewClient(client, AccessReview.KIND, AccessReview.PATH, limit, clock, () -> 0.5);
    return new SubjectAccessReviewAuthorizer(reviews, options, observer, clock);
  }

  @Test
  void authorize_object_asksWithItsAttributes() {
    server.review(_ -> Answer.access("{\"allowed\":true}"));

    assertThat(authorizer.authorize(BOB, PODS)).isEqualTo(new Decision.Allowed());
    assertThat(server.reviews().getFirst())
        .hasToString(
            "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\","
                + "\"spec\":{\"user\":\"bob\",\"uid\":\"7\",\"groups\":[\"devs\"],\"extra\":{\"k\":[\"v\"]},"
                + "\"resourceAttributes\":{\"namespace\":\"ns1\",\"verb\":\"list\","
                + "\"group\":\"metrics.k8s.io\",\"version\":\"v1beta1\",\"resource\":\"pods\"}}}");
  }

  @Test
  void authorize_path_asksWithThePath() {
    server.review(_ -> Answer.access("{\"allowed\":false,\"reason\":\"not you\"}"));

    assertThat(authorizer.authorize(UserInfo.ANONYMOUS, new Attributes.Path("get", "/metrics")))
        .isEqualTo(new Decision.Denied("not you"));
    assertThat(server.reviews().getFirst().path("spec"))
        .hasToString(
            "{\"user\":\"system:anonymous\",\"groups\":[\"system:unauthenticated\"],"
                + "\"nonResourceAttributes\":{\"path\":\"/metrics\",\"verb\":\"get\"}}");
  }

  @Test
  void authorize_mastersAndOpenPaths_passUnasked() {
    var admin = new UserInfo("admin", "", List.of("a", "system:masters"), Map.of());
    assertThat(authorizer.authorize(admin, PODS)).isEqualTo(new Decision.Allowed());
    for (String path : List.of("/healthz", "/readyz", "/livez")) {
      assertThat(authorizer.authorize(UserInfo.ANONYMOUS, new Attributes.Path("get", path)))
          .isEqualTo(new Decision.Allowed());
    }
    assertThat(server.reviews()).isEmpty();
  }

  @Test
  void authorize_almostOpenPaths_areAsked() {
    server.review(_ -> Answer.access("{\"allowed\":false}"));
    for (String path : List.of("/healthz/", "/healthz/ping", "/Healthz", "//healthz", "/health")) {
      assertThat(authorizer.authorize(UserInfo.ANONYMOUS, new Attributes.Path("get", path)))
          .as(path)
          .isInstanceOf(Decision.Denied.class);
    }
  }

  @Test
  void authorize_openPathsWithStar_passBelow() {
    var options =
        new AuthorizationOptions("", Duration.ZERO, Duration.ZERO, List.of("/healthz*", "version"));
    authorizer = authorizer(Duration.ofSeconds(10), time, options);
    for (String path : List.of("/healthz", "/healthz/ping", "/version")) {
      assertThat(authorizer.authorize(UserInfo.ANONYMOUS, new Attributes.Path("get", path)))
          .as(path)
          .isEqualTo(new Decision.Allowed());
    }
    assertThatThrownBy(
            () -> new AuthorizationOptions("", Duration.ZERO, Duration.ZERO, List.of("/a*b")))
        .hasMessageContaining("/a*b");
  }

  // ---- what is remembered

  @Test
  void authorize_sameQuestion_asksOnceInTenSeconds() {
    server.review(asked ->
        Answer.access("{\"allowed\":" + asked.at("/spec/user").asText().equals("bob") + "}"));
    for (int i = 0; i < 3; i++) {
      assertThat(authorizer.authorize(BOB, PODS)).isInstanceOf(Decision.Allowed.class);
      assertThat(authorizer.authorize(UserInfo.ANONYMOUS, PODS))
          .isInstanceOf(Decision.Denied.class);
    }
    assertThat(server.reviews()).hasSize(2);

    time.advance(Duration.ofSeconds(10));
    authorizer.authorize(BOB, PODS);
    authorizer.authorize(UserInfo.ANONYMOUS, PODS);
    assertThat(server.reviews()).hasSize(4);
  }

  @Test
  void authorize_anyDifference_isAnotherQuestion() {
    server.review(_ -> Answer.access("{\"allowed\":true}"));
    authorizer.authorize(new UserInfo("a", "", List.of("b,c"), Map.of()), PODS);
    authorizer.authorize(new UserInfo("a", "", List.of("b", "c"), Map.of()), PODS);
    authorizer.authorize(new UserInfo("a", "b", List.of("b", "c"), Map.of()), PODS);
    authorizer.authorize(
        new UserInfo("a", "b", List.of("b", "c"), Map.of("x", List.of("y"))), PODS);
    authorizer.authorize(BOB, pods("list", "ns1", ""));
    authorizer.authorize(BOB, pods("watch", "ns1", ""));
    authorizer.authorize(BOB, pods("get", "ns2", ""));
    authorizer.authorize(BOB, pods("get", "ns2", "a"));
    authorizer.authorize(BOB, new Attributes.Path("get", "/metrics"));
    authorizer.authorize(BOB, new Attributes.Path("post", "/metrics"));
    assertThat(server.reviews()).hasSize(10);
  }

  private static Attributes pods(String verb, String namespace, String name) {
    return new Attributes.Resource(
        verb, "metrics.k8s.io", "v1beta1", "pods", "", namespace, name, "/apis/metrics.k8s.io/x");
  }

  @Test
  void authorize_hugeQuestion_isNotRemembered() {
    server.review(_ -> Answer.access("{\"allowed\":true}"));
    var huge = new Attributes.Path("get", "/" + "x".repeat(10_000));
    authorizer.authorize(BOB, huge);
    authorizer.authorize(BOB, huge);
    assertThat(server.reviews()).hasSize(2);
    assertThat(authorizer.remembered()).isZero();
  }

  // ---- when the API server has troubles

  @Test
  void authorize_failures_neverAllowAndAreNotRemembered() {
    for (Answer answer :
        List.of(
            Answer.of(500, "{}"),
            Answer.of(429, "{}"),
            Answer.of(403, "{\"message\":\"secret detail\"}"),
            Answer.of(-1, ""),
            Answer.of(200, "junk"),
            Answer.of(200, "{\"kind\":\"SubjectAccessReview\"}"),
            Answer.of(200, "{\"status\":{\"allowed\":true}}"),
            Answer.access("{}"),
            Answer.access("{\"allowed\":\"true\"}"),
            Answer.access("{\"allowed\":1}"),
            Answer.access("{\"allowed\":true,\"denied\":\"no\"}"),
            Answer.access("{\"allowed\":true,\"denied\":true}"))) {
      server.review(_ -> answer);
      assertThat(authorizer.authorize(BOB, PODS))
          .as("%s", answer)
          .isEqualTo(new Decision.Failed("the access review did not succeed, try again later"));
    }
    server.review(_ -> Answer.access("{\"allowed\":true}"));
    assertThat(authorizer.authorize(BOB, PODS)).isEqualTo(new Decision.Allowed());
    assertThat(observer.count("failed")).isEqualTo(12);
  }

  @Test
  void authorize_failureAfterARemembered_deniesOnceThatHasEnded() {
    server.review(_ -> Answer.access("{\"allowed\":true}"));
    authorizer.authorize(BOB, PODS);
    server.close();
    assertThat(authorizer.authorize(BOB, PODS)).isInstanceOf(Decision.Allowed.class);
    time.advance(Duration.ofSeconds(10));
    assertThat(authorizer.authorize(BOB, PODS)).isInstanceOf(Decision.Failed.class);
  }

  @Test
  void authorize_slowServer_failsAtTheTimeLimit() {
    var end = new CountDownLatch(1);
    server.review(_ -> {
      await().until(() -> end.getCount() == 0);
      return Answer.access("{\"allowed\":true}");
    });
    authorizer =
        authorizer(Duration.ofMillis(200), TimeSource.system(), AuthorizationOptions.DEFAULTS);
    assertThat(authorizer.authorize(BOB, PODS)).isInstanceOf(Decision.Failed.class);
    end.countDown();
  }

  @Test
  void authorize_interrupted_failsAndStaysInterrupted() {
    server.review(_ -> Answer.access("{\"allowed\":true}"));
    Thread.currentThread().interrupt();
    assertThat(authorizer.authorize(BOB, PODS)).isInstanceOf(Decision.Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
