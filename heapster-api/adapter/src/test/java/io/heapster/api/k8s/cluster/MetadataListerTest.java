package io.heapster.api.k8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.cluster.ApiServerStandIn.Question;
import io.heapster.api.k8s.cluster.ApiServerStandIn.Reply;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataListerTest {
  private static final KindOfObjects PODS =
      new KindOfObjects(GroupResource.core("pods"), "pod", "Pod", "v1", true);
  private static final KindOfObjects NODES =
      new KindOfObjects(GroupResource.core("nodes"), "node", "Node", "v1", false);
  private static final KindOfObjects DEPLOYMENTS =
      new KindOfObjects(
          new GroupResource("deployments", "apps"), "deployment", "Deployment", "v1", true);
  private static final String SHOP_PODS = "/api/v1/namespaces/shop/pods";
  private static final LabelSelector EVERYTHING = LabelSelector.EVERYTHING;

  private ApiServerStandIn server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    server = ApiServerStandIn.start();
    client = ApiServerStandIn.client(server.port());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private MetadataLister lister(Duration limit) {
    return new MetadataLister(client, 2, limit, TimeSource.system());
  }

  private List<ObjectName> list(KindOfObjects kind, String namespace, LabelSelector selector) {
    return lister(Duration.ofSeconds(20)).list(kind, namespace, selector);
  }

  private static String item(String namespace, String name) {
    return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\",\"uid\":\"u\",\"labels\":{\"name\":\"x\",\"metadata\":\"y\"},\"managedFields\":[{\"name\":\"no\"}]}}"
        .formatted(name, namespace);
  }

  private static String page(String next, String... items) {
    return "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{\"resourceVersion\":\"5\",\"continue\":\"%s\",\"remainingItemCount\":7},\"items\":[%s]}"
        .formatted(next, String.join(",", items));
  }

  @Test
  void list_severalParts_areJoinedInOrder() {
    server.on(
        SHOP_PODS,
        question -> {
          if (question.query().endsWith("&continue=a%2Bb%26c%3D")) {
            return Reply.ok(page("second", item("shop", "c")));
          }
          return Reply.ok(
              question.query().endsWith("&continue=second")
                  ? page("", item("shop", "b"))
                  : page("a+b&c=", item("shop", "z"), item("shop", "a")));
        });
    assertThat(list(PODS, "shop", EVERYTHING))
        .extracting(ObjectName::name)
        .containsExactly("z", "a", "c", "b");
    assertThat(server.questions())
        .hasSize(3)
        .allMatch(question -> question.query().startsWith("limit=2"));
    assertThat(server.questions().getFirst())
        .isEqualTo(
            new Question(
                SHOP_PODS,
                "limit=2",
                "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json",
                "Bearer secret"));
  }

  @Test
  void list_selector_isSentAsKubernetesPrintsIt() throws Exception {
    server.on("/apis/apps/v1/namespaces/shop/deployments", page("", item("shop", "web")));
    LabelSelector selector = LabelSelector.parse("tier in (b, a), app=web, !old, x!=y");
    assertThat(list(DEPLOYMENTS, "shop", selector)).containsExactly(new ObjectName("shop", "web"));
    assertThat(server.questions().getFirst().query())
        .isEqualTo("limit=2&labelSelector=app%3Dweb%2C%21old%2Ctier+in+%28a%2Cb%29%2Cx%21%3Dy");
  }

  @Test
  void list_kindWithoutNamespace_isAskedForAtTheTop() {
    server.on("/api/v1/nodes", "{\"items\":[{\"metadata\":{\"name\":\"n1\"}}]}");
    assertThat(list(NODES, "", EVERYTHING)).containsExactly(ObjectName.clusterScoped("n1"));
    server.on("/api/v1/pods", page("", item("a", "p"), item("b", "p")));
    assertThat(list(PODS, "", EVERYTHING))
        .containsExactly(new ObjectName("a", "p"), new ObjectName("b", "p"));
  }

  @Test
  void list_wholeObjects_areReadAsWell() {
    server.on(
        SHOP_PODS,
        "{\"items\":[{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"no\"}]},\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\"},\"status\":{}}],\"metadata\":{}}");
    assertThat(list(PODS, "shop", EVERYTHING)).containsExactly(new ObjectName("shop", "web"));
  }

  @Test
  void list_tokenGrewOld_startsAgainOnce() {
    var asked = new ArrayList<String>();
    server.on(
        SHOP_PODS,
        question -> {
          asked.add(question.query());
          if (asked.size() == 2) {
            return new Reply(410, "{}");
          }
          return Reply.ok(
              asked.size() == 1 ? page("more", item("shop", "a")) : page("", item("shop", "b")));
        });
    assertThat(list(PODS, "shop", EVERYTHING)).containsExactly(new ObjectName("shop", "b"));
    assertThat(asked).containsExactly("limit=2", "limit=2&continue=more", "limit=2");
  }

  @Test
  void list_tokenAlwaysGrowsOld_isUnavailable() {
    server.on(SHOP_PODS, _ -> new Reply(410, "{}"));
    assertThatThrownBy(() -> list(PODS, "shop", EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(server.questions()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "401, FORBIDDEN, the metrics server is not allowed to list pods in the namespace shop",
    "403, FORBIDDEN, the metrics server is not allowed to list pods in the namespace shop",
    "404, NOT_FOUND, the cluster has no pods",
    "400, BAD_REQUEST, the API server does not accept the selector of pods in the namespace shop",
    "500, UNAVAILABLE, 'the API server did not list pods in the namespace shop, try again'",
    "503, UNAVAILABLE, 'the API server did not list pods in the namespace shop, try again'"
  })
  void list_refused_isToldWithoutInternals(int status, Reason reason, String message) {
    server.on(SHOP_PODS, _ -> new Reply(status, "{\"message\":\"secret\"}"));
    assertThatThrownBy(() -> list(PODS, "shop", EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"items\":[",
        "{\"items\":[{\"metadata\":{}}]}",
        "{\"items\":[{\"metadata\":{\"name\":\"\"}}]}",
        "{\"items\":[5]}",
        "{\"items\":[{\"metadata\":{\"name\":\"a\"}}",
        "<html>"
      })
  void list_garbage_isUnavailable(String body) {
    server.on(SHOP_PODS, body);
    assertThatThrownBy(() -> list(PODS, "shop", EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  @Test
  void list_serverAway_isUnavailable() {
    server.close();
    assertThatThrownBy(() -> list(PODS, "shop", EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  @Test
  void list_noAnswer_endsAtItsLimit() {
    server.on(SHOP_PODS, _ -> new Reply(0, ""));
    assertThatThrownBy(() -> lister(Duration.ofMillis(100)).list(PODS, "shop", EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  @Test
  void list_endlessParts_endAtTheLimitOfTheWhole() {
    var time = new ElapsedTime();
    server.on(
        SHOP_PODS,
        _ -> {
          time.pass(Duration.ofSeconds(1));
          return Reply.ok(page("again", item("shop", "a")));
        });
    var lister = new MetadataLister(client, 2, Duration.ofSeconds(5), time);
    assertThatThrownBy(() -> lister.list(PODS, "shop", EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(server.questions()).hasSize(5);
  }

  @Test
  void list_interrupted_endsAndStaysInterrupted() throws Exception {
    server.on(SHOP_PODS, _ -> new Reply(0, ""));
    var task =
        new FutureTask<>(() -> {
          Thread.currentThread().interrupt();
          try {
            list(PODS, "shop", EVERYTHING);
            return "answered";
          } catch (MetricsException e) {
            return e.reason() + " " + Thread.currentThread().isInterrupted();
          }
        });
    Thread.ofVirtual().start(task);
    assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo("TIMEOUT true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../..", "a/b", "A", "a?b", "a%2Fb", " ", "-a", "a.b"})
  void list_nameThatNoNamespaceHas_isEmptyWithoutAsking(String namespace) {
    assertThat(list(PODS, namespace, EVERYTHING)).isEmpty();
    assertThat(server.questions()).isEmpty();
  }

  @Test
  void list_manyObjects_areAllThere() {
    String[] items =
        IntStream.range(0, 5_000).mapToObj(i -> item("shop", "web-" + i)).toArray(String[]::new);
    server.on(SHOP_PODS, page("", items));
    assertThat(list(PODS, "shop", EVERYTHING)).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void lister_noPageOrTime_isRefused() {
    assertThatThrownBy(() -> new MetadataLister(client, 0, Duration.ZERO, TimeSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pageSize 0 and limit PT0S must be above 0");
  }
}
