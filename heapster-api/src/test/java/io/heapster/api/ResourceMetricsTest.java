package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.http.ApiCompat;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /apis/metrics/v1alpha1} in the default mode; Heapster's is in the golden answers. */
final class ResourceMetricsTest {
  private static final String V = "/apis/metrics/v1alpha1";
  private static final Instant TICK = Instant.parse("2026-11-21T06:30:00Z");
  private final RunningApi api = RunningApi.start();

  @BeforeEach
  void fill() {
    api.store.add(batch(TICK.minusSeconds(60), TICK.minusSeconds(65)).build());
    // a kubelet's sample repeated: the distance goes back to the one before
    api.store.add(batch(TICK, TICK.minusMillis(4_958)).build());
    api.inventory
        .node("n0", Map.of("pool", "a"))
        .node("n1", Map.of("pool", "b"))
        .pod("ns", "web", Map.of("app", "web"), "main", "side")
        .pod("ns", "half", Map.of("app", "web"), "main", "gone")
        .pod("other", "web", Map.of("app", "web"), "main", "side");
  }

  private static BatchDraft batch(Instant timestamp, Instant sampled) {
    var draft = new BatchDraft(timestamp);
    usage(draft, new EntityKey.Node("n0"), sampled);
    usage(draft, new EntityKey.PodContainer(new EntityKey.Pod("ns", "web"), "main"), sampled);
    usage(draft, new EntityKey.PodContainer(new EntityKey.Pod("ns", "web"), "side"), sampled);
    usage(draft, new EntityKey.PodContainer(new EntityKey.Pod("ns", "half"), "main"), sampled);
    draft
        .add(new EntityKey.PodContainer(new EntityKey.Pod("ns", "half"), "gone"), Map.of())
        .value(PlainMetrics.MEMORY_WORKING_SET, 1);
    return draft;
  }

  private static void usage(BatchDraft draft, EntityKey key, Instant sampled) {
    draft
        .add(key, Map.of())
        .sampled(sampled)
        .value(PlainMetrics.CPU_USAGE_RATE, 250)
        .value(PlainMetrics.MEMORY_WORKING_SET, 3 << 20);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void pod_allContainersMeasured_isListedWithTheRealWindow() throws Exception {
    JsonNode pod = api.json(V + "/namespaces/ns/pods/web");
    assertThat(pod.path("window").asText()).isEqualTo("1m0.042s");
    assertThat(pod.path("timestamp").asText()).isEqualTo("2026-11-21T06:30:00Z");
    assertThat(pod.at("/metadata/creationTimestamp").asText()).isEqualTo("2026-11-21T06:30:56Z");
    assertThat(pod.path("containers")).hasSize(2);
    assertThat(pod.at("/containers/1/usage/cpu").asText()).isEqualTo("250m");
    assertThat(pod.at("/containers/1/usage/memory").asText()).isEqualTo("3Mi");
  }

  @Test
  void pod_oneContainerWithoutRate_isLeftOut() throws Exception {
    HttpResponse<String> answer = api.get(V + "/namespaces/ns/pods/half");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("No metrics availalble for pod ns/half");
    assertThat(api.json(V + "/pods").path("items")).hasSize(1);
  }

  @Test
  void pod_unknown_is404ByDefaultAnd500AsHeapster() throws Exception {
    HttpResponse<String> answer = api.get(V + "/namespaces/ns/pods/nope");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("Error while getting pod nope: pod \"nope\" not found");
    try (RunningApi old = RunningApi.start(ApiCompat.HEAPSTER)) {
      assertThat(old.get(V + "/namespaces/ns/pods/nope").statusCode()).isEqualTo(500);
    }
  }

  @Test
  void lists_selectorAndNamespace_narrowThem() throws Exception {
    assertThat(api.json(V + "/nodes").path("items")).hasSize(1);
    assertThat(api.json(V + "/nodes?labelSelector=pool%20in%20(a,b)").path("items")).hasSize(1);
    assertThat(api.json(V + "/nodes?labelSelector=pool%3Db").path("items").isNull()).isTrue();
    assertThat(api.json(V + "/pods?labelSelector=app%21%3Dweb").path("items").isNull()).isTrue();
    assertThat(api.json(V + "/namespaces/nope/pods").path("items").isNull()).isTrue();
    assertThat(api.json(V + "/namespaces/ns/pods").at("/items/0/metadata/name").asText())
        .isEqualTo("web");
  }

  @Test
  void node_withoutMetrics_is404() throws Exception {
    for (String name : new String[] {"n1", "nope"}) {
      HttpResponse<String> answer = api.get(V + "/nodes/" + name);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("No metrics for node " + name);
    }
  }

  @Test
  void window_singleSample_isTheResolution() throws Exception {
    try (RunningApi young = RunningApi.start()) {
      young.store.add(batch(TICK, TICK).build());
      young.inventory.node("n0", Map.of());
      assertThat(young.json(V + "/nodes/n0").path("window").asText()).isEqualTo("1m0s");
    }
  }

  @Test
  void lists_noBatch_areNull() throws Exception {
    try (RunningApi empty = RunningApi.start()) {
      assertThat(empty.json(V + "/pods").path("items").isNull()).isTrue();
    }
  }
}
