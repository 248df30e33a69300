package io.heapster.api.k8s.groups.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.groups.Caller;
import io.heapster.api.k8s.groups.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DiscoveryEndpointTest {
  private static final String V2 =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static final String V2_BETA1 =
      "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";

  private final List<ApiResource> resources = new ArrayList<>();
  private final Caller caller =
      new Caller(new DiscoveryEndpoint(List.of(new Group("z.example"), new Group("a.example"))));

  private final class Group implements ApiGroup {
    private final String name;

    Group(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> versions() {
      return List.of("v1", "v1beta1");
    }

    @Override
    public List<ApiResource> resources() {
      return resources;
    }

    @Override
    public List<ApiResource> placeholder() {
      return List.of(metric("/nothing", false));
    }
  }

  private static ApiResource metric(String name, boolean namespaced) {
    return new ApiResource(name, namespaced, "MetricValueList", List.of("get"));
  }

  @Test
  void groups_ofTwo_areSortedWithTheirPreferredVersion() {
    JsonNode groups = caller.get("/apis").json().get("groups");
    assertThat(groups.findValuesAsText("name")).containsExactly("a.example", "z.example");
    assertThat(groups.at("/0/preferredVersion/groupVersion").asText()).isEqualTo("a.example/v1");
    assertThat(groups.at("/0/versions/1/version").asText()).isEqualTo("v1beta1");
  }

  @Test
  void resources_ofAVersion_areSortedAndEndWithALineBreak() {
    resources.add(metric("pods/b", true));
    resources.add(metric("nodes/a", false));
    Reply reply = caller.get("/apis/a.example/v1beta1/");
    assertThat(reply.json().at("/groupVersion").asText()).isEqualTo("a.example/v1beta1");
    assertThat(reply.json().get("resources").findValuesAsText("name"))
        .containsExactly("nodes/a", "pods/b");
    assertThat(reply.text()).endsWith("}\n");
  }

  @Test
  void resources_none_isPlaceholderInThePlainDocumentOnly() {
    assertThat(caller.get("/apis/a.example/v1").json().at("/resources/0/name").asText())
        .isEqualTo("/nothing");
    JsonNode version = caller.get("/apis", "Accept", V2).json().at("/items/0/versions/0");
    assertThat(version.get("resources")).isEmpty();
    assertThat(version.get("freshness").asText()).isEqualTo("Current");
  }

  @Test
  void aggregated_metricsOfObjects_areSubresourcesOfResourcesThatAreNotServed() {
    resources.add(metric("pods/requests", true));
    resources.add(metric("jobs.batch/age", true));
    resources.add(metric("pods/errors", true));
    resources.add(metric("queue", true));
    JsonNode list = caller.get("/apis", "Accept", V2).json().at("/items/0/versions/0/resources");
    assertThat(list.findValuesAsText("resource")).containsExactly("jobs.batch", "pods", "queue");
    JsonNode pods = list.get(1);
    assertThat(pods.has("responseKind")).isFalse();
    assertThat(pods.get("verbs")).isEmpty();
    assertThat(pods.get("scope").asText()).isEqualTo("Namespaced");
    assertThat(pods.get("subresources").findValuesAsText("subresource"))
        .containsExactly("errors", "requests");
    assertThat(pods.at("/subresources/0").toString())
        .isEqualTo(
            "{\"subresource\":\"errors\",\"responseKind\":{\"group\":\"a.example\","
                + "\"version\":\"v1\",\"kind\":\"MetricValueList\"},\"verbs\":[\"get\"]}");
    assertThat(list.at("/2/responseKind/kind").asText()).isEqualTo("MetricValueList");
  }

  @Test
  void aggregated_eitherVersion_hasItsTypeToTheLetter() {
    Reply v2 = caller.get("/apis", "Accept", V2 + ",application/json");
    assertThat(v2.contentType()).isEqualTo(V2);
    assertThat(v2.headers())
        .containsEntry("Vary", "Accept")
        .containsEntry("Cache-Control", "public");
    Reply beta = caller.get("/apis", "Accept", V2_BETA1, V2);
    assertThat(beta.contentType()).isEqualTo(V2_BETA1);
    assertThat(beta.json().get("apiVersion").asText()).isEqualTo("apidiscovery.k8s.io/v2beta1");
  }

  @Test
  void aggregated_unknownVersion_isThePlainDocument() {
    Reply reply = caller.get("/apis", "Accept", V2.replace("v=v2", "v=v9"));
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().get("kind").asText()).isEqualTo("APIGroupList");
  }

  @Test
  void aggregated_known_isNotSentAgainUntilItChanges() {
    resources.add(metric("pods/a", true));
    Reply first = caller.get("/apis", "Accept", V2);
    String tag = first.headers().get("ETag");
    assertThat(tag).matches("\"[0-9A-F]{128}\"");
    Map<String, List<String>> headers =
        Map.of("Accept", List.of(V2), "If-None-Match", List.of("\"other\", " + tag));
    Reply again = caller.ask("GET", "/apis", headers);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    resources.add(metric("pods/b", true));
    Reply changed = caller.ask("GET", "/apis", headers);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.headers().get("ETag")).isNotEqualTo(tag);
  }

  @Test
  void paths_unknown_areStatusBelowAGroupAndNothingElsewhere() {
    assertThat(caller.get("/apis/a.example/v9").json().get("message").asText())
        .isEqualTo("the server could not find the requested resource");
    assertThat(caller.get("/apis/other.example/v1").contentType()).startsWith("text/plain");
    assertThat(caller.get("/api").status()).isEqualTo(404);
    assertThat(caller.get("/").status()).isEqualTo(404);
  }

  @Test
  void writes_areRefusedWithWhatIsAllowed() {
    Reply reply = caller.ask("POST", "/apis/a.example/v1", Map.of());
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers()).containsEntry("Allow", "GET");
  }

  @Test
  void yaml_ofAGroup_isYaml() {
    Reply reply = caller.get("/apis/a.example", "Accept", "application/yaml");
    assertThat(reply.contentType()).isEqualTo("application/yaml");
    assertThat(reply.text()).startsWith("apiVersion: v1\nkind: APIGroup\nname: a.example\n");
  }
}
