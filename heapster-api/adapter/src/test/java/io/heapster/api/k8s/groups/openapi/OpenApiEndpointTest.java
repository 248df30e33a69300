package io.heapster.api.k8s.groups.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.groups.Caller;
import io.heapster.api.k8s.groups.MetricsGroups;
import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.groups.StoppedTime;
import io.heapster.api.k8s.groups.golden.GoldenProviders;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenApiEndpointTest {
  private static final String RESOURCE = "/openapi/v3/apis/metrics.k8s.io/v1beta1";

  private final Caller caller =
      new Caller(
          GoldenProviders.serve(
                  MetricsGroups.builder(new ApiInfo("Heapster", "0.1.0"), StoppedTime.GOLDEN))
              .build());

  @Test
  void index_namesEachVersionOfEachGroup_andItsUrlsWork() {
    JsonNode paths = caller.get("/openapi/v3").json().get("paths");
    var names = new TreeSet<String>();
    paths
        .properties()
        .forEach(path -> {
          names.add(path.getKey());
          String url = path.getValue().get("serverRelativeURL").asText();
          assertThat(url).startsWith("/openapi/v3/" + path.getKey() + "?hash=");
          Reply document = caller.get(url);
          assertThat(document.status()).isEqualTo(200);
          assertThat(document.headers())
              .containsEntry("Cache-Control", "public, immutable")
              .containsEntry("Expires", "Sun, 21 Nov 2027 05:28:17 GMT");
        });
    assertThat(names)
        .containsExactly(
            "apis/custom.metrics.k8s.io/v1beta1",
            "apis/custom.metrics.k8s.io/v1beta2",
            "apis/external.metrics.k8s.io/v1beta1",
            "apis/metrics.k8s.io/v1",
            "apis/metrics.k8s.io/v1beta1");
  }

  @Test
  void document_wrongHash_isTheOneOfNowAndNotKept() {
    Reply reply = caller.get(RESOURCE + "?hash=ABC");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("Cache-Control", "no-cache");
    assertThat(caller.get(RESOURCE).headers()).doesNotContainKey("Cache-Control");
  }

  @Test
  void document_unknown_isNotFound() {
    assertThat(caller.get("/openapi/v3/apis/apps/v1").status()).isEqualTo(404);
    assertThat(caller.get("/openapi/v4").status()).isEqualTo(404);
    assertThat(caller.get("/openapi").status()).isEqualTo(404);
    assertThat(caller.get("/openapi/v2/more").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi/v2", "/openapi/v3", RESOURCE})
  void document_known_isNotSentAgain(String path) {
    String tag = caller.get(path).headers().get("ETag");
    assertThat(caller.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(caller.get(path, "If-None-Match", "\"x\"").status()).isEqualTo(200);
  }

  @Test
  void version2_protobufOnly_isNotAcceptable() {
    String type = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
    assertThat(caller.get("/openapi/v2", "Accept", type).status()).isEqualTo(406);
    assertThat(caller.get("/openapi/v2", "Accept", type + ",*/*").status()).isEqualTo(200);
  }

  @Test
  void version2_hasThePathsOfAllGroups_andEveryReferenceLeadsSomewhere() {
    JsonNode document = caller.get("/openapi/v2").json();
    assertThat(document.get("swagger").asText()).isEqualTo("2.0");
    assertThat(document.get("paths").has("/apis/metrics.k8s.io/v1/nodes/{name}")).isTrue();
    assertThat(
            document
                .get("paths")
                .has("/apis/custom.metrics.k8s.io/v1beta2/namespaces/{namespace}/metrics/{name}"))
        .isTrue();
    assertThat(document.findValuesAsText("$ref"))
        .allMatch(reference ->
            document.get("definitions").has(reference.substring("#/definitions/".length())));
    assertThat(document.toString()).doesNotContain("allOf").doesNotContain("oneOf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.k8s.io/v1",
        "metrics.k8s.io/v1beta1",
        "custom.metrics.k8s.io/v1beta1",
        "custom.metrics.k8s.io/v1beta2",
        "external.metrics.k8s.io/v1beta1"
      })
  void version3_everyReference_leadsSomewhere(String groupVersion) {
    JsonNode document = caller.get("/openapi/v3/apis/" + groupVersion).json();
    JsonNode schemas = document.at("/components/schemas");
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allMatch(reference -> schemas.has(reference.substring("#/components/schemas/".length())));
    int slash = groupVersion.indexOf('/');
    assertThat(schemas.findValues("x-kubernetes-group-version-kind"))
        .filteredOn(kinds -> !kinds.at("/0/group").asText().isEmpty())
        .isNotEmpty()
        .allSatisfy(kinds -> {
          assertThat(kinds.at("/0/group").asText()).isEqualTo(groupVersion.substring(0, slash));
          assertThat(kinds.at("/0/version").asText()).isEqualTo(groupVersion.substring(slash + 1));
        });
  }
}
