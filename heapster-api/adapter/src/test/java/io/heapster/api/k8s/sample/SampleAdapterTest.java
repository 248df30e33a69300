package io.heapster.api.k8s.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.api.k8s.adapter.AdapterUnderTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values written by HTTP, and read as an autoscaler does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SampleAdapterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CUSTOM = "/apis/custom.metrics.k8s.io/";
  private static final String EXTERNAL = "/apis/external.metrics.k8s.io/v1beta1";

  private final WriteServer writes = new WriteServer();
  private final HttpClient http = HttpClient.newHttpClient();
  private AdapterUnderTest adapter;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    adapter =
        new AdapterUnderTest(
            folder,
            SampleAdapter.builder(writes)
                .flags("--write-address=127.0.0.1:0")
                .cluster(SampleCluster::open));
    for (String path : SampleCluster.OBJECTS) {
      assertThat(write(path + "/some-metric?labels=verb=GET,code=200", "\"300m\"").statusCode())
          .as(path)
          .isEqualTo(200);
    }
  }

  @AfterAll
  void stop() {
    adapter.close();
    writes.close();
    http.close();
  }

  private HttpResponse<String> write(String path, String body) throws Exception {
    return send(request(path).header("Content-Type", "application/json"), body);
  }

  private HttpRequest.Builder request(String path) {
    var uri = URI.create("http://127.0.0.1:" + writes.port() + "/write-metrics/" + path);
    return HttpRequest.newBuilder(uri);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
    return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private JsonNode read(String path) throws Exception {
    HttpResponse<String> answer = adapter.get(path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> names(JsonNode list) {
    return list.path("items").findValuesAsText("name").stream()
        .filter(name -> !name.contains("metric"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          nodes/*/some-metric, 4
          nodes/*/some-metric?labelSelector=foo%3Dbar, 2
          nodes/foo/some-metric, 1
          namespaces/ns/pods/*/some-metric, 16
          namespaces/ns/pods/*/some-metric?labelSelector=foo%3Dbar, 8
          namespaces/ns/pods/foo/some-metric, 1
          namespaces/ns/pod/foo/some-metric, 1
          namespaces/ns/metrics/some-metric, 1
          namespaces/*/metrics/some-metric, 1
          namespaces/ns/pods/*/some-metric?metricLabelSelector=verb%3DGET, 16
          namespaces/ns/pods/*/some-metric?metricLabelSelector=verb%3DPUT, 0
          namespaces/ns/deployments.apps/web/some-metric, 1
          """)
  void get_customMetric_answersTheItemsInBothVersions(String path, int items) throws Exception {
    for (String version : List.of("v1beta1", "v1beta2")) {
      JsonNode list = read(CUSTOM + version + "/" + path);
      assertThat(list.path("apiVersion").asText()).isEqualTo("custom.metrics.k8s.io/" + version);
      assertThat(list.path("items")).as(path).hasSize(items);
      list.path("items").forEach(item -> assertThat(item.path("value").asText()).isEqualTo("300m"));
    }
  }

  @Test
  void get_metricOfNamespace_describesTheNamespaceItself() throws Exception {
    JsonNode object =
        read(CUSTOM + "v1beta2/namespaces/ns/metrics/some-metric").at("/items/0/describedObject");
    assertThat(object.path("kind").asText()).isEqualTo("Namespace");
    assertThat(object.path("name").asText()).isEqualTo("ns");
    assertThat(object.has("namespace")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blah",
        "nodes/foo",
        "namespaces/ns/pods/nobody/some-metric",
        "namespaces/ns/pods/foo/other-metric",
        "namespaces/ns/pods/*/other-metric",
        "namespaces/ns/pods/foo/some-metric?metricLabelSelector=verb%3DPUT",
        "namespaces/elsewhere/pods/foo/some-metric",
        "namespaces/ns/pods/foo/some/metric",
      })
  void get_whatIsNotThere_is404(String path) throws Exception {
    HttpResponse<String> answer = adapter.get(CUSTOM + "v1beta1/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(JSON.readTree(answer.body()).path("reason").asText()).isEqualTo("NotFound");
  }

  @Test
  void get_tooShortBelowANamespace_is400AsFromUpstreamsServer() throws Exception {
    assertThat(adapter.get(CUSTOM + "v1beta1/namespaces/ns/foo").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          namespaces/default/my-external-metric, 200, 2
          namespaces/default/my-external-metric?labelSelector=foo%3Dbar, 200, 1
          namespaces/foo/other-external-metric, 200, 1
          namespaces/foo/nonexistent-metric, 200, 0
          nonexistent-metric, 404, 0
          namespaces/foo, 404, 0
          namespaces/foo/group/metric, 404, 0
          """)
  void get_externalMetric_answersAsUpstreamsTestAdapter(String path, int status, int items)
      throws Exception {
    HttpResponse<String> answer = adapter.get(EXTERNAL + "/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("items")).hasSize(items);
  }

  @Test
  void get_discovery_listsThePlaceholders() throws Exception {
    assertThat(names(read(CUSTOM + "v1beta1"))).isEmpty();
    assertThat(read(CUSTOM + "v1beta1").at("/resources/0/name").asText())
        .isEqualTo("/custommetrics");
    assertThat(read(EXTERNAL).at("/resources/0/name").asText()).isEqualTo("externalmetrics");
  }

  @Test
  void write_again_replacesValueAndLabels() throws Exception {
    String path = "namespaces/ns/services/web/hits";
    assertThat(write(path + "?labels=verb%3DGET", "\"1\"").body()).isEmpty();
    assertThat(write(path + "?labels=verb%3DPUT", "2500").statusCode()).isEqualTo(200);
    JsonNode list = read(CUSTOM + "v1beta2/" + path + "?metricLabelSelector=verb%3DPUT");
    assertThat(list.at("/items/0/value").asText()).isEqualTo("2500");
    assertThat(list.at("/items/0/metric/selector/matchLabels/verb").asText()).isEqualTo("PUT");
  }

  @Test
  void write_ofUnknownKind_isKeptButHasNoObjectToDescribe() throws Exception {
    assertThat(write("namespaces/ns/things/one/hits", "\"1\"").statusCode()).isEqualTo(200);
    assertThat(adapter.get(CUSTOM + "v1beta1/namespaces/ns/things/one/hits").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          namespaces/ns/pods/foo/bad             | "many" | 400
          namespaces/ns/pods/foo/bad             | 300m   | 400
          namespaces/ns/pods/foo/bad             | {}     | 400
          namespaces/ns/pods/foo/bad             | ``     | 400
          namespaces/ns/pods/foo/bad?labels=verb | "1"    | 400
          namespaces/ns/pods/foo                 | "1"    | 404
          pods//bad                              | "1"    | 404
          """)
  void write_whatIsNoValue_isRefusedAndNotKept(String path, String body, int status)
      throws Exception {
    HttpResponse<String> answer = write(path, body == null ? "" : body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).isNotBlank();
    assertThat(adapter.get(CUSTOM + "v1beta1/namespaces/ns/pods/foo/bad").statusCode())
        .isEqualTo(404);
  }

  @Test
  void write_inAnotherWay_isRefused() throws Exception {
    String path = "namespaces/ns/pods/foo/bad";
    assertThat(send(request(path), "\"1\"").statusCode()).isEqualTo(415);
    HttpResponse<String> get = http.send(request(path).GET().build(), BodyHandlers.ofString());
    assertThat(get.statusCode()).isEqualTo(405);
  }

  @Test
  void metrics_ofReadValues_showTheirFreshness() throws Exception {
    assertThat(adapter.get(EXTERNAL + "/namespaces/x/my-external-metric").statusCode())
        .isEqualTo(200);
    assertThat(adapter.get("/metrics").body())
        .contains(
            "metrics_apiserver_metric_freshness_seconds_bucket{"
                + "group=\"custom.metrics.k8s.io\",le=\"1.364\"} ")
        .contains(
            "metrics_apiserver_metric_freshness_seconds_count{group=\"external.metrics.k8s.io\"} ");
  }
}
