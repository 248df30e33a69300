package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeAddress;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeReductionTest {
  private static final String HOST_ID = "example.org/host-id";

  private static NodeInfo reduce(String hostIdAnnotation, String json) {
    var fields = new FieldReader(new TestCluster().telemetry);
    return new NodeReduction(new SharedParts(), fields, hostIdAnnotation)
        .reduce(Serialization.unmarshal(json, Node.class));
  }

  private static NodeInfo reduce(String specAndStatus) {
    return reduce(HOST_ID, "{\"metadata\":{\"name\":\"n1\"}," + specAndStatus + "}");
  }

  @Test
  void node_withNothingButAName_isReadyAndSchedulable() {
    NodeInfo node = reduce("\"kind\":\"Node\"");
    assertThat(node.hostname()).isEqualTo("n1");
    assertThat(node.hostId()).isEmpty();
    assertThat(node.addresses()).isEmpty();
    assertThat(node.ready()).isTrue();
    assertThat(node.schedulable()).isTrue();
    assertThat(node.kubeletPort()).isZero();
    assertThat(node.capacity()).isEqualTo(NodeResources.NONE);
    assertThat(node.allocatable()).isEqualTo(NodeResources.NONE);
  }

  @Test
  void hostname_severalAddresses_isTheLastNonEmpty() {
    NodeInfo node =
        reduce(
            """
            "status":{"addresses":[
              {"type":"Hostname","address":"first"},
              {"type":"InternalIP","address":"10.0.0.1"},
              {"type":"Hostname","address":"last"},
              {"type":"Hostname","address":""}]}
            """);
    assertThat(node.hostname()).isEqualTo("last");
    assertThat(node.addresses())
        .containsExactly(
            new NodeAddress("Hostname", "first"),
            new NodeAddress("InternalIP", "10.0.0.1"),
            new NodeAddress("Hostname", "last"),
            new NodeAddress("Hostname", ""));
  }

  @ParameterizedTest
  @CsvSource({"True, true", "False, false", "Unknown, false"})
  void ready_condition_decides(String status, boolean expected) {
    NodeInfo node =
        reduce(
            "\"status\":{\"conditions\":[{\"type\":\"DiskPressure\",\"status\":\"False\"},"
                + "{\"type\":\"Ready\",\"status\":\""
                + status
                + "\"}]}");
    assertThat(node.ready()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "1, 1", "65535, 65535", "65536, 0", "70000, 0"})
  void kubeletPort_outOfRange_isNotGiven(int reported, int expected) {
    NodeInfo node =
        reduce(
            "\"status\":{\"daemonEndpoints\":{\"kubeletEndpoint\":{\"Port\":" + reported + "}}}");
    assertThat(node.kubeletPort()).isEqualTo(expected);
  }

  @Test
  void cordoned_isNotSchedulable() {
    assertThat(reduce("\"spec\":{\"unschedulable\":true}").schedulable()).isFalse();
  }

  @Test
  void hostId_comesFromExternalIdThenAnnotation() {
    String annotated =
        "{\"metadata\":{\"name\":\"n1\",\"annotations\":{\"" + HOST_ID + "\":\"a\"}}";
    assertThat(reduce(HOST_ID, annotated + "}").hostId()).isEqualTo("a");
    assertThat(reduce(HOST_ID, annotated + ",\"spec\":{\"externalID\":\"e\"}}").hostId())
        .isEqualTo("e");
    assertThat(reduce("", annotated + "}").hostId()).isEmpty();
    assertThat(reduce("other", annotated + "}").hostId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/own/path, /own/path", "own, ''", "/a b, ''", "/ä, ''", "'', ''"})
  void resourceMetricsPath_thatIsNone_isNotGiven(String annotated, String expected) {
    String json =
        "{\"metadata\":{\"name\":\"n1\",\"annotations\":{"
            + "\"metrics.k8s.io/resource-metrics-path\":\""
            + annotated
            + "\"}}}";
    assertThat(reduce(HOST_ID, json).resourceMetricsPath()).isEqualTo(expected);
  }

  @Test
  void amounts_areMillicoresAndBytesRoundedUp() {
    NodeInfo node =
        reduce(
            """
            "status":{"capacity":{"cpu":"4","memory":"16Gi"},
              "allocatable":{"cpu":"3920500u","memory":"1.5"},
              "daemonEndpoints":{"kubeletEndpoint":{"Port":10250}}}
            """);
    assertThat(node.capacity()).isEqualTo(new NodeResources(4000, 16L << 30));
    assertThat(node.allocatable()).isEqualTo(new NodeResources(3921, 2));
    assertThat(node.kubeletPort()).isEqualTo(10250);
  }
}
