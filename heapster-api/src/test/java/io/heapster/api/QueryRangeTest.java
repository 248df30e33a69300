package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryRangeTest {
  private final RunningApi api = QueryWorld.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode range(String query) throws Exception {
    return api.json("/api/v1/query/range?" + query);
  }

  @Test
  void range_severalEntitiesAndMetrics_areAlignedAndMissingOnesListed() throws Exception {
    assertThat(
            range(
                "entity=namespace:default/pod:web-1&entity=namespace:kube-system/pod:dns-0"
                    + "&entity=node:n9&metric=cpu/usage_rate&metric=custom/queue"))
        .isEqualTo(
            RunningApi.JSON.readTree(
                """
                {"start":"2026-11-21T06:28:00Z","end":"2026-11-21T06:30:00Z",
                "timestamps":["2026-11-21T06:28:00Z","2026-11-21T06:29:00Z","2026-11-21T06:30:00Z"],
                "series":[
                {"entity":"namespace:default/pod:web-1","metric":"cpu/usage_rate",
                "unit":"millicores","kind":"gauge","values":[null,201,202]},
                {"entity":"namespace:kube-system/pod:dns-0","metric":"cpu/usage_rate",
                "unit":"millicores","kind":"gauge","values":[50,51,52]},
                {"entity":"namespace:kube-system/pod:dns-0","metric":"custom/queue",
                "unit":"count","kind":"cumulative","values":[7.5,7.5,7.5]}],
                "missing":[{"entity":"namespace:default/pod:web-1","metric":"custom/queue"},
                {"entity":"node:n9","metric":"cpu/usage_rate"},
                {"entity":"node:n9","metric":"custom/queue"}]}
                """));
  }

  @Test
  void range_ofOneEntityWithoutMetric_hasAllThatIsKeptOfIt() throws Exception {
    JsonNode answer = range("entity=node:n1&start=2026-11-21T06:29:30Z");
    var series = new ArrayList<String>();
    answer
        .path("series")
        .forEach(each ->
            series.add(each.path("metric").asText() + each.path("labels") + each.path("values")));
    assertThat(series)
        .containsExactly(
            "cpu/request[1000]",
            "cpu/usage_rate[900]",
            "cpu/node_utilization[0.225]",
            "filesystem/usage{\"resource_id\":\"/\"}[5242880]",
            "filesystem/usage{\"resource_id\":\"/data\"}[7340032]");
    assertThat(answer.path("start").asText()).isEqualTo("2026-11-21T06:29:30Z");
    assertThat(answer.path("end").asText()).isEqualTo("2026-11-21T06:30:00Z");
    assertThat(answer.path("missing")).isEmpty();
  }

  @Test
  void range_ofACustomMetricWithoutMetric_isThere() throws Exception {
    assertThat(range("entity=namespace:kube-system/pod:dns-0").findValuesAsText("metric"))
        .contains("custom/queue", "network/rx_rate");
  }

  @Test
  void range_perDeviceMetric_hasASeriesForEachDevice() throws Exception {
    assertThat(range("entity=node:n1&metric=filesystem/usage").path("series")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "start=2026-11-21T06:29:00Z, '[101,102]'",
    "end=2026-11-21T06:29:00Z, '[100,101]'",
    "start=2026-11-21T06:28:30Z&end=2026-11-21T06:29:59Z, '[101]'",
    "start=2026-11-21T07:29:00%2B01:00&end=2026-11-21T06:29:00Z, '[101]'",
  })
  void range_startAndEnd_bothCount(String query, String values) throws Exception {
    JsonNode answer = range("entity=namespace:default/pod:web-0&metric=cpu/usage_rate&" + query);
    assertThat(answer.at("/series/0/values").toString()).isEqualTo(values);
  }

  @Test
  void range_nothingWithin_isMissing() throws Exception {
    JsonNode answer = range("entity=node:n1&metric=cpu/usage_rate&end=2020-01-01T00:00:00Z");
    assertThat(answer.toString())
        .isEqualTo(
            """
            {"start":null,"end":"2020-01-01T00:00:00Z","timestamps":[],"series":[],\
            "missing":[{"entity":"node:n1","metric":"cpu/usage_rate"}]}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metric=cpu/usage         | entity is missing; expected 1 to 100
          entity=pod:x             | entity=pod:x: expected cluster, node:N,
          entity=node:a&entity=node:b | metric is missing; it may be left out for a single entity only, but there are 2
          entity=cluster&metric=cpu/usge | metric=cpu/usge: no metric that is kept, did you mean "cpu/usage"?
          entity=cluster&metric=cpu/request_unused | metric=cpu/request_unused: no metric that is kept
          entity=cluster&start=yesterday | start=yesterday: expected a time such as
          entity=cluster&end=2026-11-21T06:29:00+01:00 | the + of an offset is sent as %2B
          entity=cluster&start=2026-11-21T06:30:00Z&end=2026-11-21T06:29:00Z | start=2026-11-21T06:30:00Z: is after end=2026-11-21T06:29:00Z
          entity=cluster&from=1    | unknown parameter "from"
          """)
  void range_badQuestion_is400NamingTheParameter(String query, String message) throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/query/range?" + query);
    assertThat(answer.body()).contains(message);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void range_tooMuch_is400() throws Exception {
    assertThat(api.get("/api/v1/query/range?metric=uptime" + "&entity=node:n".repeat(101)).body())
        .isEqualTo("entity has 101 values; at most 100 are allowed");
    assertThat(api.get("/api/v1/query/range?entity=cluster" + "&metric=uptime".repeat(33)).body())
        .isEqualTo("metric has 33 values; at most 32 are allowed");
  }

  @Test
  void range_moreThanAMillionValues_is400() throws Exception {
    for (int tick = 1; tick <= 10_001; tick++) {
      var draft = new BatchDraft(QueryWorld.NEWEST.plusSeconds(tick));
      draft
          .add(new EntityKey.Pod("a", "p" + tick % 100), Map.of())
          .value(PlainMetrics.UPTIME, tick);
      api.store.add(draft.build());
    }
    var query = new StringBuilder("metric=uptime");
    for (int pod = 0; pod < 100; pod++) {
      query.append("&entity=namespace:a/pod:p").append(pod);
    }
    HttpResponse<String> answer = api.get("/api/v1/query/range?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("the answer has more than 1000000 values");
  }

  @Test
  void range_unknownEntityWithoutMetric_is404() throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/query/range?entity=node:n9");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("entity=node:n9: nothing is kept of such an entity");
  }

  @Test
  void range_knownEntityWithoutValues_is200() throws Exception {
    assertThat(range("entity=namespace:kube-system/pod:Quiet-0").path("series")).isEmpty();
  }

  @Test
  void range_beforeTheFirstTick_isEmpty() throws Exception {
    try (var fresh = RunningApi.start()) {
      assertThat(fresh.get("/api/v1/query/range?entity=node:n1").body())
          .isEqualTo(
              "{\"start\":null,\"end\":null,\"timestamps\":[],\"series\":[],\"missing\":[]}");
    }
  }
}
