package io.heapster.api.k8s.groups.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.groups.Caller;
import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.groups.StoppedTime;
import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.NodeMetrics;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.PodMetrics;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceMetricsEndpointTest {
  private static final String V1BETA1 = "/apis/metrics.k8s.io/v1beta1/";
  private static final String TABLE = "application/json;as=Table;v=%s;g=meta.k8s.io";
  private static final Instant SAMPLED = Instant.parse("2026-11-21T05:28:12.9Z");

  private final Caller caller =
      new Caller(new ResourceMetricsEndpoint(new Cluster(), StoppedTime.GOLDEN));

  /** Nodes node1 to node3, pods of two namespaces; node4 and pod4 are there without metrics. */
  private static final class Cluster implements ResourceMetricsProvider {
    private final List<NodeMetrics> nodes =
        List.of(
            node("node1", Map.of("labelKey", "labelValue"), ContainerUsage.ABSENT),
            node("node2", Map.of(), 4096),
            node("node3", Map.of("labelKey", "otherValue"), ContainerUsage.ABSENT));
    private final List<PodMetrics> pods =
        List.of(
            pod("other", "pod1", Map.of("labelKey", "labelValue"), 10_000_000, 5 << 20),
            pod("other", "pod2", Map.of(), 20_000_000, 15 << 20),
            pod("testValue", "pod3", Map.of("labelKey", "otherValue"), 20_000_000, 25 << 20));

    private static NodeMetrics node(String name, Map<String, String> labels, long swap) {
      var usage = new ContainerUsage("", 1_000_000_000, 2048, swap);
      return new NodeMetrics(name, labels, SAMPLED, Duration.ofMillis(15_953), usage);
    }

    private static PodMetrics pod(
        String namespace, String name, Map<String, String> labels, long cpu, long memory) {
      return new PodMetrics(
          new ObjectName(namespace, name),
          labels,
          SAMPLED,
          Duration.ofNanos(2000),
          List.of(
              new ContainerUsage("a", cpu, 0, ContainerUsage.ABSENT),
              new ContainerUsage("b", 0, memory, ContainerUsage.ABSENT)));
    }

    @Override
    public List<NodeMetrics> nodes(LabelSelector labels) {
      return nodes.stream().filter(node -> labels.matches(node.labels())).toList();
    }

    @Override
    public NodeMetrics node(String name) {
      if (name.equals("node4")) {
        throw MetricsException.noMetrics("its kubelet does not answer since 05:00");
      }
      return nodes.stream()
          .filter(node -> node.name().equals(name))
          .findFirst()
          .orElseThrow(() -> MetricsException.objectNotFound("node", name));
    }

    @Override
    public List<PodMetrics> pods(String namespace, LabelSelector labels) {
      if (namespace.equals("broken")) {
        throw new MetricsException(MetricsException.Reason.UNAVAILABLE, "not ready");
      }
      return pods.stream()
          .filter(pod -> namespace.isEmpty() || pod.name().namespace().equals(namespace))
          .filter(pod -> labels.matches(pod.labels()))
          .toList();
    }

    @Override
    public PodMetrics pod(ObjectName name) {
      if (name.name().equals("pod4")) {
        throw MetricsException.noMetrics("");
      }
      return pods.stream()
          .filter(pod -> pod.name().equals(name))
          .findFirst()
          .orElseThrow(() -> MetricsException.objectNotFound("pods", name.name()));
    }
  }

  private static List<String> names(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return StreamSupport.stream(reply.json().get("items").spliterator(), false)
        .map(item -> item.at("/metadata/name").asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes|node1 node2 node3",
        "nodes/|node1 node2 node3",
        "nodes?fieldSelector=metadata.name%3Dnode4|",
        "nodes?fieldSelector=metadata.name%3Dnode2|node2",
        "nodes?fieldSelector=metadata.namespace%3Dx|",
        "nodes?labelSelector=labelKey%3DlabelValue|node1",
        "nodes?fieldSelector=metadata.name%3Dnode3&labelSelector=labelKey%3DotherValue|node3",
        "nodes?limit=1&continue=x&resourceVersion=0&allowWatchBookmarks=true|node1 node2 node3",
        "nodes?watch=false|node1 node2 node3",
        "pods|pod1 pod2 pod3",
        "namespaces/other/pods|pod1 pod2",
        "pods?fieldSelector=metadata.namespace%3Dunknown|",
        "pods?fieldSelector=metadata.namespace%3DtestValue|pod3",
        "pods?fieldSelector=metadata.namespace!%3DtestValue|pod1 pod2",
        "pods?labelSelector=labelKey%3DlabelValue|pod1",
        "pods?fieldSelector=metadata.name%3Dpod3&labelSelector=labelKey%3DotherValue|pod3"
      })
  void list_selected_hasTheNamesInOrder(String path, String expected) {
    assertThat(String.join(" ", names(caller.get(V1BETA1 + path))))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void node_single_isTheWholeObjectToTheByte() {
    assertThat(caller.get("/apis/metrics.k8s.io/v1/nodes/node1").text())
        .isEqualTo(
            """
            {"kind":"NodeMetrics","apiVersion":"metrics.k8s.io/v1","metadata":{"name":"node1",\
            "creationTimestamp":"2026-11-21T05:28:17Z","labels":{"labelKey":"labelValue"}},\
            "timestamp":"2026-11-21T05:28:12Z","window":"15.953s",\
            "usage":{"cpu":"1","memory":"2Ki"}}
            """);
  }

  @Test
  void pods_list_hasItemsWithoutKindToTheByte() {
    assertThat(caller.get(V1BETA1 + "namespaces/testValue/pods").text())
        .isEqualTo(
            """
            {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},\
            "items":[{"metadata":{"name":"pod3","namespace":"testValue",\
            "creationTimestamp":"2026-11-21T05:28:17Z","labels":{"labelKey":"otherValue"}},\
            "timestamp":"2026-11-21T05:28:12Z","window":"2µs","containers":[\
            {"name":"a","usage":{"cpu":"20m","memory":"0"}},\
            {"name":"b","usage":{"cpu":"0","memory":"25Mi"}}]}]}
            """);
  }

  @Test
  void node_withSwap_hasItBesidesCpuAndMemory() {
    assertThat(caller.get(V1BETA1 + "nodes/node2").json().at("/usage/swap").asText())
        .isEqualTo("4Ki");
  }

  @Test
  void node_withoutMetrics_isNotFoundWithTheCause() {
    Reply reply = caller.get(V1BETA1 + "nodes/node4");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().get("message").asText())
        .isEqualTo(
            "nodemetrics.metrics.k8s.io \"node4\" not found: its kubelet does not answer since"
                + " 05:00");
    assertThat(reply.json().at("/details/kind").asText()).isEqualTo("nodemetrics");
    assertThat(reply.json().at("/details/group").asText()).isEqualTo("metrics.k8s.io");
  }

  @Test
  void pod_withoutMetrics_isNotFoundWithItsNamespace() {
    JsonNode status = caller.get(V1BETA1 + "namespaces/other/pods/pod4").json();
    assertThat(status.get("message").asText())
        .isEqualTo("podmetrics.metrics.k8s.io \"other/pod4\" not found");
    assertThat(status.at("/details/name").asText()).isEqualTo("other/pod4");
  }

  @Test
  void pods_table_sumsContainersInFourColumns() {
    Reply reply = caller.get(V1BETA1 + "pods", "Accept", TABLE.formatted("v1beta1"));
    JsonNode table = reply.json();
    assertThat(table.get("apiVersion").asText()).isEqualTo("meta.k8s.io/v1beta1");
    assertThat(table.get("columnDefinitions").findValuesAsText("name"))
        .containsExactly("Name", "cpu", "memory", "Window");
    assertThat(table.at("/rows/1/cells").toString())
        .isEqualTo("[\"pod2\",\"20m\",\"15Mi\",\"2µs\"]");
    assertThat(table.at("/rows/1/object/metadata/namespace").asText()).isEqualTo("other");
    assertThat(table.at("/rows/1/object/apiVersion").asText()).isEqualTo("meta.k8s.io/v1beta1");
  }

  @Test
  void table_ofNone_hasItsColumnsAndNoRows() {
    JsonNode table =
        caller.get(V1BETA1 + "namespaces/none/pods", "Accept", TABLE.formatted("v1")).json();
    assertThat(table.get("columnDefinitions")).hasSize(4);
    assertThat(table.get("rows")).isEmpty();
  }

  @Test
  void table_includeObject_decidesWhatStandsBehindTheRow() {
    String accept = TABLE.formatted("v1");
    String path = V1BETA1 + "nodes/node1?includeObject=";
    assertThat(caller.get(path + "None", "Accept", accept).json().at("/rows/0/object").isNull())
        .isTrue();
    JsonNode object = caller.get(path + "Object", "Accept", accept).json().at("/rows/0/object");
    assertThat(object.get("kind").asText()).isEqualTo("NodeMetrics");
    assertThat(object.get("window").asText()).isEqualTo("15.953s");
    assertThat(caller.get(path + "Nonsense", "Accept", accept).status()).isEqualTo(400);
  }

  @Test
  void metadata_ofListAndOne_isMetadataOnly() {
    String list = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    String one = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    JsonNode nodes = caller.get(V1BETA1 + "nodes", "Accept", list).json();
    assertThat(nodes.get("kind").asText()).isEqualTo("PartialObjectMetadataList");
    assertThat(nodes.at("/items/0").toString())
        .isEqualTo(
            "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"
                + "{\"name\":\"node1\",\"creationTimestamp\":\"2026-11-21T05:28:17Z\","
                + "\"labels\":{\"labelKey\":\"labelValue\"}}}");
    assertThat(caller.get(V1BETA1 + "nodes/node1", "Accept", one).json())
        .isEqualTo(nodes.at("/items/0"));
    assertThat(caller.get(V1BETA1 + "nodes", "Accept", one).status()).isEqualTo(406);
    assertThat(caller.get(V1BETA1 + "nodes/node1", "Accept", list).status()).isEqualTo(406);
  }

  @Test
  void pretty_list_isIndentedAndTheSameDocument() {
    Reply pretty = caller.get(V1BETA1 + "pods?pretty=true");
    assertThat(pretty.text()).startsWith("{\n  \"kind\": \"PodMetricsList\",\n");
    assertThat(pretty.json()).isEqualTo(caller.get(V1BETA1 + "pods").json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "nodes/a/b",
        "namespaces/x",
        "namespaces/x/nodes",
        "pods/pod1",
        "namespaces",
        "namespaces/x/pods/y/z",
        "nodes//",
        "namespaces//pods",
        "watch/nodes"
      })
  void paths_thatLeadNowhere_areNotFound(String path) {
    Reply reply = caller.get(V1BETA1 + path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().get("message").asText())
        .isEqualTo("the server could not find the requested resource");
  }

  @Test
  void watch_ofAList_isNotSupported() {
    assertThat(caller.get(V1BETA1 + "pods?watch=true").status()).isEqualTo(405);
    assertThat(caller.get(V1BETA1 + "pods?watch").status()).isEqualTo(405);
    assertThat(caller.get(V1BETA1 + "nodes/node1?watch=true").status()).isEqualTo(200);
  }

  @Test
  void write_toAnObject_isNotAllowed() {
    Reply reply = caller.ask("DELETE", V1BETA1 + "nodes/node1", Map.of());
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers()).containsEntry("Allow", "GET");
  }

  @Test
  void list_providerNotReady_isUnavailableAndToBeAskedAgain() {
    Reply reply = caller.get(V1BETA1 + "namespaces/broken/pods");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsEntry("Retry-After", "1");
  }
}
