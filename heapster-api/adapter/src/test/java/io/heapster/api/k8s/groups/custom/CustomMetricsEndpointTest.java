package io.heapster.api.k8s.groups.custom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.groups.Caller;
import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.groups.golden.GoldenProviders;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomMetricsEndpointTest {
  private static final String V1BETA1 = "/apis/custom.metrics.k8s.io/v1beta1/";
  private static final String V1BETA2 = "/apis/custom.metrics.k8s.io/v1beta2/";

  private final Caller caller =
      new Caller(new CustomMetricsEndpoint(new Echo(), GoldenProviders.MAPPER));

  /** Tells in the name of its object what it was asked. */
  private static final class Echo implements CustomMetricsProvider {
    @Override
    public Collection<CustomMetricInfo> customMetrics() {
      return List.of();
    }

    @Override
    public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
      String asked = asked("one " + object.name(), object.namespace(), metric);
      return new MetricValue(
          new ObjectReference("Echo", new ObjectName(object.namespace(), asked), "apps/v1"),
          metric.metric(),
          labels,
          Instant.parse("2026-11-21T05:28:18.7Z"),
          Duration.ofMillis(60_500),
          Quantity.ofMilli(1500));
    }

    @Override
    public List<MetricValue> valuesOf(
        String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
      return metric.metric().equals("none")
          ? List.of()
          : List.of(valueOf(new ObjectName(namespace, "all[" + objects + "]"), metric, labels));
    }

    private static String asked(String what, String namespace, CustomMetricInfo metric) {
      return what
          + " in "
          + (namespace.isEmpty() ? "cluster" : namespace)
          + ": "
          + metric.path()
          + (metric.namespaced() ? " namespaced" : " root");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes/n1/load|one n1 in cluster: nodes/load root",
        "node/n1/load|one n1 in cluster: nodes/load root",
        "nodes/*/load|one all[] in cluster: nodes/load root",
        "nodes/%2A/load?labelSelector=a%3Db|one all[a=b] in cluster: nodes/load root",
        "namespaces/ns/pods/p/rps|one p in ns: pods/rps namespaced",
        "namespaces/ns/POD/p/rps|one p in ns: pods/rps namespaced",
        "namespaces/ns/pods/p/rps?labelSelector=a%3Db|one p in ns: pods/rps namespaced",
        "namespaces/ns/pods/*/rps?labelSelector=a|one all[a] in ns: pods/rps namespaced",
        "namespaces/ns/jobs.batch/j/age|one j in ns: jobs.batch/age namespaced",
        "namespaces/ns/metrics/rps|one ns in cluster: namespaces/rps root",
        "namespaces/*/metrics/rps?labelSelector=x|one all[x] in cluster: namespaces/rps root",
        "namespaces/ns/nodes/n1/load|one n1 in cluster: nodes/load root",
        "namespaces/ns/namespaces/ns/rps|one ns in cluster: namespaces/rps root",
        "namespaces/ns/widgets.example.com/w/m|one w in ns: widgets.example.com/m namespaced",
        "gizmos.example.com/g/m|one g in cluster: gizmos.example.com/m root",
        "namespaces/ns/pods/p/rps?watch=true|one p in ns: pods/rps namespaced",
        "namespaces/ns/pods/p/rps?fieldSelector=metadata.name%3Dp|one p in ns: pods/rps namespaced"
      })
  void path_ofEachForm_asksTheProviderInTheClustersWords(String path, String asked) {
    Reply reply = caller.get(V1BETA1 + path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("items")).hasSize(1);
    assertThat(reply.json().at("/items/0/describedObject/name").asText()).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blah",
        "nodes/foo",
        "namespaces/ns/pods/bar",
        "namespaces/ns/pods/p/m/more",
        "nodes/n/m/more",
        "a/b/c/d/e",
        "nodes//m"
      })
  void path_ofNoForm_isNotFound(String path) {
    Reply reply = caller.get(V1BETA1 + path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().get("message").asText())
        .isEqualTo("the server could not find the requested resource");
  }

  @ParameterizedTest
  @CsvSource({
    "namespaces/ns/nodes/*/load, load for nodes",
    "namespaces/ns/namespaces/other/rps, rps for namespaces",
    "pods/p/rps, rps for pods",
    "pods/*/rps, rps for pods"
  })
  void path_wrongScope_isAMetricThatIsNotThere(String path, String what) {
    Reply reply = caller.get(V1BETA1 + path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().get("message").asText())
        .isEqualTo("the server could not find the metric " + what);
  }

  @ParameterizedTest
  @CsvSource({
    "namespaces/ns/nodes/*/load, 404",
    "namespaces/ns/Node/*/load, 404",
    "namespaces/ns/namespaces/other/rps, 404",
    "namespaces/ns/NAMESPACE/other/rps, 404",
    "namespaces/ns/namespaces/*/rps, 404",
    "namespaces/ns/nodes/n1/load, 200",
    "namespaces/ns/namespaces/ns/rps, 200",
    "namespaces/ns/pods/p/rps, 200"
  })
  void path_beforeDiscoveryIsRead_staysInTheCallersNamespace(String path, int status) {
    var early = new Caller(new CustomMetricsEndpoint(new Echo(), _ -> Optional.empty()));
    assertThat(early.get(V1BETA1 + path).status()).isEqualTo(status);
  }

  @Test
  void value_v1beta1_isFlatToTheByte() {
    assertThat(
            caller.get(V1BETA1 + "namespaces/ns/pods/p/rps?metricLabelSelector=verb%3DGET").text())
        .isEqualTo(
            """
            {"kind":"MetricValueList","apiVersion":"custom.metrics.k8s.io/v1beta1","metadata":{},\
            "items":[{"describedObject":{"kind":"Echo","namespace":"ns",\
            "name":"one p in ns: pods/rps namespaced","apiVersion":"apps/v1"},\
            "metricName":"rps","timestamp":"2026-11-21T05:28:18Z","window":60,"value":"1500m",\
            "selector":{"matchLabels":{"verb":"GET"}}}]}
            """);
  }

  @Test
  void value_v1beta2_isNestedToTheByte() {
    assertThat(caller.get(V1BETA2 + "nodes/n/load").text())
        .isEqualTo(
            """
            {"kind":"MetricValueList","apiVersion":"custom.metrics.k8s.io/v1beta2","metadata":{},\
            "items":[{"describedObject":{"kind":"Echo",\
            "name":"one n in cluster: nodes/load root","apiVersion":"apps/v1"},\
            "metric":{"name":"load","selector":null},"timestamp":"2026-11-21T05:28:18Z",\
            "windowSeconds":60,"value":"1500m"}]}
            """);
  }

  @Test
  void selector_ofEveryOperator_isAnObject() {
    JsonNode selector =
        caller
            .get(
                V1BETA1
                    + "nodes/n/load?metricLabelSelector="
                    + "a%3Db,c!%3Dd,e%20in%20(g,f),h%20notin%20(i),j,!k,l%3E1")
            .json()
            .at("/items/0/selector");
    assertThat(selector.toString())
        .isEqualTo(
            """
            {"matchLabels":{"a":"b"},"matchExpressions":[\
            {"key":"c","operator":"NotIn","values":["d"]},\
            {"key":"e","operator":"In","values":["f","g"]},\
            {"key":"h","operator":"NotIn","values":["i"]},\
            {"key":"j","operator":"Exists"},{"key":"k","operator":"DoesNotExist"},\
            {"key":"l","operator":"Gt","values":["1"]}]}\
            """);
  }

  @Test
  void values_none_areAnEmptyList() {
    assertThat(caller.get(V1BETA1 + "nodes/*/none").json().get("items").toString()).isEqualTo("[]");
  }

  @Test
  void fieldSelector_ofAnotherObject_isRefused() {
    Reply reply = caller.get(V1BETA1 + "nodes/n/load?fieldSelector=metadata.name%3Dm");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("message").asText())
        .isEqualTo("fieldSelector metadata.name doesn't match requested name");
    assertThat(caller.get(V1BETA1 + "nodes/n/load?fieldSelector=spec.x%3Dm").status())
        .isEqualTo(400);
  }

  @Test
  void table_ofValues_isThePlainList() {
    Reply reply =
        caller.get(
            V1BETA1 + "nodes/n/load", "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertThat(reply.json().get("kind").asText()).isEqualTo("MetricValueList");
  }

  @Test
  void otherVersion_isNotFound() {
    assertThat(caller.get("/apis/custom.metrics.k8s.io/v1/nodes/n/load").status()).isEqualTo(404);
  }
}
