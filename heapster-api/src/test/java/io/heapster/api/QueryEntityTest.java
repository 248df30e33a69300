package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryEntityTest {
  private final RunningApi api = QueryWorld.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode entity(String key) throws Exception {
    return api.json("/api/v1/query/entity?key=" + key);
  }

  @Test
  void entity_node_hasObjectMetricsAndDevices() throws Exception {
    assertThat(entity("node:n1"))
        .isEqualTo(
            RunningApi.JSON.readTree(
                """
                {"timestamp":"2026-11-21T06:30:00Z","key":"node:n1","kind":"nodes",
                "names":{"node":"n1"},"labels":{"pool":"a","zone":"z1"},"created":null,
                "sampled":"2026-11-21T06:29:57Z",
                "node":{"ready":true,"schedulable":true,
                "capacity":{"cpuMillicores":null,"memoryBytes":null},
                "allocatable":{"cpuMillicores":null,"memoryBytes":null},"addresses":[]},
                "metrics":[
                {"name":"cpu/request","unit":"millicores","kind":"gauge",
                "help":"CPU request (the guaranteed amount of resources) in millicores.","value":1000},
                {"name":"cpu/usage_rate","unit":"millicores","kind":"gauge",
                "help":"CPU usage on all cores in millicores","value":900},
                {"name":"cpu/node_utilization","unit":"ratio 0..1","kind":"gauge",
                "help":"CPU usage as a share of allocatable","value":0.225}],
                "devices":[
                {"metric":"filesystem/usage","unit":"bytes","labels":{"resource_id":"/"},"value":5242880},
                {"metric":"filesystem/usage","unit":"bytes","labels":{"resource_id":"/data"},"value":7340032}]}
                """));
  }

  @Test
  void entity_pod_hasItsContainers() throws Exception {
    api.inventory.started("default", "web-0", Instant.parse("2026-11-20T00:00:00.5Z"));
    JsonNode pod = entity("namespace:default/pod:web-0").path("pod");
    assertThat(pod.toString())
        .isEqualTo(
            """
            {"node":"n0","started":"2026-11-20T00:00:00.5Z","containers":[\
            {"name":"main","image":"image","restarts":0,"cpuRequestMillicores":null,\
            "cpuLimitMillicores":null,"memoryRequestBytes":null,"memoryLimitBytes":null},\
            {"name":"proxy","image":"image","restarts":0,"cpuRequestMillicores":null,\
            "cpuLimitMillicores":null,"memoryRequestBytes":null,"memoryLimitBytes":null}]}\
            """);
  }

  @Test
  void entity_container_hasItsOwnSpecAndItsPodsLabels() throws Exception {
    JsonNode container = entity("namespace:default/pod:web-0/container:main");
    assertThat(container.path("names").toString())
        .isEqualTo("{\"namespace\":\"default\",\"pod\":\"web-0\",\"container\":\"main\"}");
    assertThat(container.at("/labels/app").asText()).isEqualTo("web");
    assertThat(container.at("/pod/containers")).hasSize(1);
    assertThat(container.at("/pod/containers/0/name").asText()).isEqualTo("main");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cluster                                   | cluster           | {}
          namespace:default                         | namespaces        | {"namespace":"default"}
          node:n1/container:system.slice/kubelet    | system-containers | {"node":"n1","container":"system.slice/kubelet"}
          """)
  void entity_ofAnyKind_hasKindAndNames(String key, String kind, String names) throws Exception {
    JsonNode entity = entity(key);
    assertThat(entity.path("kind").asText()).isEqualTo(kind);
    assertThat(entity.path("key").asText()).isEqualTo(key);
    assertThat(entity.path("names").toString()).isEqualTo(names);
    assertThat(entity.path("metrics")).isNotEmpty();
    assertThat(entity.has("node")).isFalse();
    assertThat(entity.has("pod")).isFalse();
  }

  @Test
  void entity_inTheClusterButNotMeasured_hasNoMetrics() throws Exception {
    JsonNode container = entity("namespace:default/pod:web-0/container:proxy");
    assertThat(container.path("metrics")).isEmpty();
    assertThat(container.path("sampled").isNull()).isTrue();
    assertThat(container.at("/pod/containers/0/name").asText()).isEqualTo("proxy");
  }

  @Test
  void entity_measuredButGoneFromTheCluster_hasNoObject() throws Exception {
    JsonNode pod = entity("namespace:kube-system/pod:Quiet-0");
    assertThat(pod.has("pod")).isFalse();
    assertThat(pod.path("labels")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "node:n9",
    "namespace:none",
    "namespace:default/pod:none",
    "namespace:default/pod:web-0/container:none",
    "node:n1/container:none",
  })
  void entity_unknown_is404(String key) throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/query/entity?key=" + key);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | key is missing
          key=nodes/n1      | key=nodes/n1: expected cluster, node:N, node:N/container:C, namespace:NS,
          key=node:         | key=node:: expected
          key=node:a&k=1    | unknown parameter "k"
          """)
  void entity_badQuestion_is400(String query, String message) throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/query/entity?" + query);
    assertThat(answer.body()).contains(message);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void entity_beforeTheFirstTick_hasNoTimestamp() throws Exception {
    try (var fresh = RunningApi.start()) {
      assertThat(fresh.json("/api/v1/query/entity?key=node:n1").path("timestamp").isNull())
          .isTrue();
    }
  }
}
