package io.heapster.api.k8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.cluster.ApiServerStandIn.Reply;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.ObjectName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class DiscoveryMapperTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final String CORE =
      resources(
          resource("nodes", "node", "Node", false),
          resource("pods", "pod", "Pod", true),
          resource("pods/status", "", "Pod", true),
          resource("events", "event", "Event", true),
          resource("endpoints", "", "Endpoints", true),
          resource("namespaces", "namespace", "Namespace", false));
  private static final String GROUPS =
      groups(
          group("apps", "v1"),
          group("events.k8s.io", "v1"),
          group("autoscaling", "v2", "v1"),
          group("extensions.example.com", "v1"),
          group("networking.k8s.io", "v1"),
          group("storage.k8s.io", "v1"),
          group("metrics.k8s.io", "v1beta1"),
          group("custom.metrics.k8s.io", "v1beta2", "v1beta1"),
          group("external.metrics.k8s.io", "v1beta1"));

  private final List<AutoCloseable> open = new ArrayList<>();
  private final ElapsedTime time = new ElapsedTime();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private ApiServerStandIn server;

  @BeforeEach
  void startServer() throws IOException {
    server = withCluster(keep(ApiServerStandIn.start()));
    log.start();
    logger().setLevel(Level.INFO);
    logger().addAppender(log);
  }

  @AfterEach
  void stop() throws Exception {
    logger().setLevel(null);
    logger().detachAppender(log);
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(DiscoveryMapper.class);
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  private static ApiServerStandIn withCluster(ApiServerStandIn server) {
    return server
        .on("/apis", GROUPS)
        .on("/api/v1", CORE)
        .on(
            "/apis/apps/v1",
            resources(
                resource("deployments", "deployment", "Deployment", true),
                resource("deployments/scale", "", "Scale", true),
                resource("ReplicaSets", "", "ReplicaSet", true)))
        .on("/apis/events.k8s.io/v1", resources(resource("events", "event", "Event", true)))
        .on(
            "/apis/autoscaling/v2",
            resources(
                resource(
                    "horizontalpodautoscalers",
                    "horizontalpodautoscaler",
                    "HorizontalPodAutoscaler",
                    true)))
        .on(
            "/apis/autoscaling/v1",
            resources(
                resource(
                    "horizontalpodautoscalers",
                    "horizontalpodautoscaler",
                    "HorizontalPodAutoscaler",
                    true),
                resource("olds", "old", "Old", false)))
        .on(
            "/apis/extensions.example.com/v1",
            resources(resource("ingresses", "ingress", "Ingress", true)))
        .on(
            "/apis/networking.k8s.io/v1",
            resources(resource("ingresses", "ingress", "Ingress", true)))
        .on(
            "/apis/storage.k8s.io/v1",
            resources(resource("storageclasses", "storageclass", "StorageClass", false)))
        .on("/apis/metrics.k8s.io/v1beta1", resources(resource("pods", "", "PodMetrics", true)))
        .on(
            "/apis/custom.metrics.k8s.io/v1beta2",
            resources(resource("metrics", "", "MetricValueList", true)))
        .on(
            "/apis/external.metrics.k8s.io/v1beta1",
            resources(resource("queue", "", "ExternalMetricValueList", true)));
  }

  private static String resource(String name, String singular, String kind, boolean namespaced) {
    return "{\"name\":\"%s\",\"singularName\":\"%s\",\"kind\":\"%s\",\"namespaced\":%s,\"verbs\":[\"list\"]}"
        .formatted(name, singular, kind, namespaced);
  }

  private static String resources(String... resources) {
    return "{\"kind\":\"APIResourceList\",\"resources\":[" + String.join(",", resources) + "]}";
  }

  /** The first version is the preferred one; it is listed last, as servers may do. */
  private static String group(String name, String... versions) {
    var listed = new ArrayList<String>();
    for (String version : List.of(versions).reversed()) {
      listed.add(
          "{\"groupVersion\":\"%s/%s\",\"version\":\"%s\"}".formatted(name, version, version));
    }
    return "{\"name\":\"%s\",\"versions\":[%s],\"preferredVersion\":{\"groupVersion\":\"%s/%s\",\"version\":\"%s\"}}"
        .formatted(name, String.join(",", listed), name, versions[0], versions[0]);
  }

  private static String groups(String... groups) {
    return "{\"kind\":\"APIGroupList\",\"groups\":[" + String.join(",", groups) + "]}";
  }

  private DiscoveryMapper mapper(Duration interval, Duration retry) {
    KubernetesClient client = keep(ApiServerStandIn.client(server.port()));
    return mapper(client, interval, retry);
  }

  private DiscoveryMapper mapper(KubernetesClient client, Duration interval, Duration retry) {
    var pace = new DiscoveryMapper.Pace(interval, retry, PAUSE, Duration.ofSeconds(5));
    DiscoveryMapper mapper = keep(new DiscoveryMapper(client, pace, time));
    mapper.start();
    return mapper;
  }

  private DiscoveryMapper filled() {
    DiscoveryMapper mapper = mapper(LONG, LONG);
    await().until(mapper::isFilled);
    return mapper;
  }

  @ParameterizedTest
  @CsvSource({
    "pods, pods, Pod, v1, true",
    "pod, pods, Pod, v1, true",
    "POD, pods, Pod, v1, true",
    "Pods, pods, Pod, v1, true",
    "node, nodes, Node, v1, false",
    "namespaces, namespaces, Namespace, v1, false",
    // an old server tells no singular
    "endpoints, endpoints, Endpoints, v1, true",
    "replicaset.apps, ReplicaSets.apps, ReplicaSet, v1, true",
    "deployment, deployments.apps, Deployment, v1, true",
    "deployments.apps, deployments.apps, Deployment, v1, true",
    "deployments.APPS, deployments.apps, Deployment, v1, true",
    // the core group goes first, then the first group that has it
    "events, events, Event, v1, true",
    "events.events.k8s.io, events.events.k8s.io, Event, v1, true",
    "ingress, ingresses.extensions.example.com, Ingress, v1, true",
    // a group that begins so
    "ingresses.networking, ingresses.networking.k8s.io, Ingress, v1, true",
    "storageclass.storage, storageclasses.storage.k8s.io, StorageClass, v1, false",
    // the preferred version goes first, but others are looked through as well
    "hpa, '', '', '', false",
    "horizontalpodautoscaler, horizontalpodautoscalers.autoscaling, HorizontalPodAutoscaler, v2, true",
    "old.autoscaling, olds.autoscaling, Old, v1, false",
    // no such kind
    "pods.apps, '', '', '', false",
    "pods/status, '', '', '', false",
    "scale, '', '', '', false",
    "pods.metrics.k8s.io, '', '', '', false",
    "metrics, '', '', '', false",
    "queue, '', '', '', false"
  })
  void find_text_isWhatKubernetesMeansByIt(
      String asked, String resource, String kind, String version, boolean namespaced) {
    DiscoveryMapper mapper = filled();
    var found = mapper.find(GroupResource.parse(asked));
    if (resource.isEmpty()) {
      assertThat(found).isEmpty();
    } else {
      KindOfObjects known = found.orElseThrow();
      assertThat(known.resource()).hasToString(resource);
      assertThat(known.kind()).isEqualTo(kind);
      assertThat(known.version()).isEqualTo(version);
      assertThat(known.namespaced()).isEqualTo(namespaced);
    }
  }

  @Test
  void find_known_buildsReferencesAsKubernetesServersDo() {
    DiscoveryMapper mapper = filled();
    assertThat(
            mapper
                .find(GroupResource.core("pod"))
                .orElseThrow()
                .reference(new ObjectName("shop", "web-1"))
                .apiVersion())
        .isEqualTo("/v1");
    assertThat(
            mapper
                .find(GroupResource.parse("deployment"))
                .orElseThrow()
                .reference(new ObjectName("shop", "web"))
                .apiVersion())
        .isEqualTo("apps/v1");
  }

  @Test
  void start_metricsGroups_areNotAskedAtAll() {
    filled();
    assertThat(server.questions())
        .noneMatch(question -> question.path().contains("metrics.k8s.io"));
    assertThat(server.questions())
        .allMatch(question -> question.authorization().equals("Bearer secret"));
  }

  @Test
  void find_miss_isReadForOnceAPauseHasPassed() {
    DiscoveryMapper mapper = filled();
    await().until(() -> server.questionsOf("/apis/storage.k8s.io/v1") == 1);
    server.on("/apis/apps/v1", resources(resource("widgets", "widget", "Widget", true)));
    GroupResource widget = GroupResource.parse("widget");

    assertThat(mapper.find(widget)).as("within the pause").isEmpty();
    time.pass(PAUSE.minusNanos(1));
    assertThat(mapper.find(widget)).isEmpty();
    assertThat(server.questionsOf("/apis")).isEqualTo(1);

    time.pass(PAUSE);
    for (int i = 0; i < 100; i++) {
      mapper.find(GroupResource.parse("nothing" + i));
    }
    await().until(() -> mapper.find(widget).isPresent());
    assertThat(server.questionsOf("/apis")).as("one reading for all of them").isEqualTo(2);
  }

  @Test
  void start_interval_readsAgainByItself() {
    DiscoveryMapper mapper = mapper(Duration.ofMillis(20), LONG);
    await().until(mapper::isFilled);
    server.on("/apis/apps/v1", resources(resource("widgets", "widget", "Widget", true)));
    await().until(() -> mapper.find(GroupResource.parse("widgets.apps")).isPresent());
    assertThat(mapper.find(GroupResource.parse("deployments"))).as("what is gone").isEmpty();
  }

  @Test
  void start_serverAway_startsEmptySaysSoOnceAndRecovers() throws Exception {
    int port = server.port();
    KubernetesClient client = keep(ApiServerStandIn.client(port));
    server.close();
    DiscoveryMapper mapper = mapper(client, LONG, Duration.ofMillis(5));
    assertThat(mapper.find(GroupResource.core("pods"))).isEmpty();
    await().until(() -> !warnings().isEmpty());

    server = withCluster(keep(ApiServerStandIn.start(port)));
    await().until(mapper::isFilled);
    assertThat(mapper.find(GroupResource.core("pods"))).isPresent();
    assertThat(warnings()).singleElement().asString().contains("until then none is known");
    await().until(() -> messages(Level.INFO).size() == 1);
  }

  @Test
  void start_listOfGroupsFails_keepsTheLastPicture() {
    DiscoveryMapper mapper = mapper(Duration.ofMillis(5), Duration.ofMillis(5));
    await().until(mapper::isFilled);
    server.on("/apis", _ -> new Reply(500, "{}"));
    await().until(() -> !warnings().isEmpty());
    long asked = server.questionsOf("/apis");
    await().until(() -> server.questionsOf("/apis") > asked + 3);
    assertThat(mapper.find(GroupResource.parse("deployment"))).isPresent();
    assertThat(warnings()).singleElement().asString().contains("those of before are used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"resources\":", "<html>", "\u0000"})
  void start_groupAnswersGarbage_keepsWhatWasKnownOfIt(String garbage) {
    DiscoveryMapper mapper = mapper(Duration.ofMillis(5), Duration.ofMillis(5));
    await().until(mapper::isFilled);
    server.on("/apis/apps/v1", garbage);
    server.on("/apis/storage.k8s.io/v1", resources(resource("drives", "drive", "Drive", false)));
    await().until(() -> mapper.find(GroupResource.parse("drive")).isPresent());
    // Told after the reading, or after the next one: this one may have begun before the garbage.
    await().until(() -> !warnings().isEmpty());
    assertThat(mapper.find(GroupResource.parse("deployment"))).isPresent();
    assertThat(warnings()).singleElement().asString().contains("[apps/v1]");

    server.on(
        "/apis/apps/v1", resources(resource("deployments", "deployment", "Deployment", true)));
    await()
        .until(() -> messages(Level.INFO).contains("discovery: all group versions answer again"));
  }

  @Test
  void start_groupNeverAnswers_othersAreKnownWithinItsLimit() {
    server.on("/apis/apps/v1", _ -> new Reply(0, ""));
    var pace = new DiscoveryMapper.Pace(LONG, LONG, PAUSE, Duration.ofMillis(200));
    DiscoveryMapper mapper =
        keep(new DiscoveryMapper(keep(ApiServerStandIn.client(server.port())), pace, time));
    mapper.start();
    await().until(mapper::isFilled);
    assertThat(mapper.find(GroupResource.parse("storageclass"))).isPresent();
    assertThat(mapper.find(GroupResource.parse("deployment"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resources\":[{}, 5, null, \"x\", {\"name\":\"a\"}, {\"kind\":\"A\"}, {\"name\":[],\"kind\":{}}]}",
        "{\"resources\":{}}",
        "{}"
      })
  void start_entriesWithoutNames_areSkipped(String document) {
    server.on("/apis/apps/v1", document);
    DiscoveryMapper mapper = filled();
    assertThat(mapper.find(GroupResource.parse("a"))).isEmpty();
    assertThat(mapper.find(GroupResource.core("pods"))).isPresent();
  }

  @Test
  void close_reader_asksNoMore() throws Exception {
    var seen = new AtomicReference<>(0L);
    DiscoveryMapper mapper = mapper(Duration.ofMillis(5), Duration.ofMillis(5));
    await().until(() -> server.questionsOf("/apis") > 2);
    mapper.close();
    await()
        .until(() -> {
          long now = server.questions().size();
          return seen.getAndSet(now) == now;
        });
    assertThat(mapper.find(GroupResource.core("pods"))).as("what is known stays").isPresent();
  }

  @Test
  void pace_notAboveZero_isRefused() {
    assertThatThrownBy(() -> new DiscoveryMapper.Pace(Duration.ZERO, LONG, PAUSE, LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval PT0S");
  }

  private List<String> warnings() {
    return messages(Level.WARN);
  }

  private List<String> messages(Level level) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
