package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.http.ApiCompat;
import io.heapster.core.history.HistoryException;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The historical API over a past that is kept in a list. */
final class HistoryRoutesTest {
  private static final String H = "/api/v1/historical";
  private static final Instant T = Instant.parse("2026-11-21T05:00:00Z");
  private static final String START = "?start=2026-11-21T05:00:00Z";
  private static final EntityKey.Pod WEB = new EntityKey.Pod("default", "web");
  private static final EntityKey.Node N0 = new EntityKey.Node("n0");

  private final ListHistory history = new ListHistory();
  private final RunningApi api = RunningApi.withHistory(ApiCompat.DEFAULT, history);

  HistoryRoutesTest() {
    api.inventory.pod("default", "web", Map.of(), "nginx");
    for (int minute = 0; minute <= 10; minute++) {
      Instant at = T.plus(Duration.ofMinutes(minute));
      history.add(WEB, "cpu/usage_rate", at, 100 + minute * minute);
      history.add(new EntityKey.PodContainer(WEB, "nginx"), "cpu/usage_rate", at, minute);
      history.add(EntityKey.Cluster.INSTANCE, "memory/usage", at, minute);
      history.add(new EntityKey.Namespace("default"), "memory/usage", at, minute);
      history.add(N0, "cpu/node_utilization", Labels.EMPTY, at, minute / 8.0);
      history.add(N0, "filesystem/usage", Labels.of("resource_id", "/"), at, minute);
      history.add(N0, "filesystem/usage", Labels.of("resource_id", "/data"), at, 1000 + minute);
      history.add(new EntityKey.SystemContainer(N0, "system.slice/kubelet"), "uptime", at, minute);
    }
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void assertAnswer(String path, int status, String body) throws Exception {
    HttpResponse<String> answer = api.get(H + path);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void values_ofPod_areTheBytesOfTheModelApi() throws Exception {
    assertAnswer(
        "/namespaces/default/pods/web/metrics/cpu/usage_rate" + START + "&end=2026-11-21T05:03:00Z",
        200,
        """
        {
          "metrics": [
           {
            "timestamp": "2026-11-21T05:01:00Z",
            "value": 101
           },
           {
            "timestamp": "2026-11-21T05:02:00Z",
            "value": 104
           }
          ],
          "latestTimestamp": "2026-11-21T05:02:00Z"
         }\
        """);
  }

  @Test
  void values_ofFractions_areCutAndToldExactly() throws Exception {
    JsonNode points =
        api.json(H + "/nodes/n0/metrics/cpu/node_utilization" + START).path("metrics");
    assertThat(points.get(8).toString())
        .isEqualTo("{\"timestamp\":\"2026-11-21T05:09:00Z\",\"value\":1,\"floatValue\":1.125}");
  }

  @Test
  void values_withLabels_areThoseOfTheDevice() throws Exception {
    JsonNode points =
        api.json(H + "/nodes/n0/metrics/filesystem/usage" + START + "&labels=resource_id:/data")
            .path("metrics");
    assertThat(points).hasSize(10);
    assertThat(points.get(0).path("value").asInt()).isEqualTo(1001);
  }

  @Test
  void values_ofAlias_areThoseOfTheRealName() throws Exception {
    assertThat(api.json(H + "/metrics/memory-usage" + START).path("metrics")).hasSize(10);
  }

  @Test
  void aggregates_allInBuckets_standInHeapstersOrder() throws Exception {
    assertAnswer(
        "/namespaces/default/pods/web/metrics-aggregated/"
            + "99-perc,count,median,min,max,average,50-perc,95-perc/cpu/usage_rate"
            + START
            + "&end=2026-11-21T05:05:00Z&bucket=5m",
        200,
        """
        {
          "buckets": [
           {
            "timestamp": "2026-11-21T05:00:00Z",
            "count": 4,
            "average": {
             "floatValue": 107.5
            },
            "maximum": {
             "intValue": 116
            },
            "minimum": {
             "intValue": 101
            },
            "median": {
             "floatValue": 106.5
            },
            "percentiles": {
             "50": {
              "intValue": 104
             },
             "95": {
              "intValue": 116
             },
             "99": {
              "intValue": 116
             }
            }
           }
          ],
          "bucketSize": 300000000000
         }\
        """);
  }

  @Test
  void aggregates_withoutBucket_areOneAtTheStart() throws Exception {
    assertAnswer(
        "/metrics-aggregated/max,max/memory/usage" + START,
        200,
        """
        {
          "buckets": [
           {
            "timestamp": "2026-11-21T05:00:00Z",
            "maximum": {
             "intValue": 10
            }
           }
          ],
          "bucketSize": 0
         }\
        """);
  }

  @Test
  void podLists_inAnyOrder_answerCompactWithEmptyItems() throws Exception {
    String empty = "{\"metrics\":[],\"latestTimestamp\":\"0001-01-01T00:00:00Z\"}";
    String web =
        "{\"metrics\":[{\"timestamp\":\"2026-11-21T05:01:00Z\",\"value\":101}],"
            + "\"latestTimestamp\":\"2026-11-21T05:01:00Z\"}";
    String range = START + "&end=2026-11-21T05:02:00Z";
    assertAnswer(
        "/namespaces/default/pod-list/gone,web,web/metrics/cpu/usage_rate" + range,
        200,
        "{\"items\":[" + empty + "," + web + "," + web + "]}\n");
    assertAnswer(
        "/pod-id-list/uid-web,uid-gone/metrics/cpu/usage_rate" + range,
        200,
        "{\"items\":[" + web + "," + empty + "]}\n");
    assertAnswer(
        "/pod-id-list/uid-gone/metrics/cpu/usage_rate" + range,
        200,
        "{\"items\":[" + empty + "]}\n");
  }

  @Test
  void podLists_ofAggregates_answerItemsOfBuckets() throws Exception {
    String gone = "{\"buckets\":[],\"bucketSize\":600000000000}";
    String web =
        "{\"buckets\":[{\"timestamp\":\"2026-11-21T05:00:00Z\",\"count\":9,"
            + "\"percentiles\":{\"95\":{\"intValue\":181}}}],\"bucketSize\":600000000000}";
    String question =
        "/metrics-aggregated/count,95-perc/cpu/usage_rate"
            + START
            + "&end=2026-11-21T05:10:00Z&bucket=10m";
    assertAnswer(
        "/namespaces/default/pod-list/gone,web" + question,
        200,
        "{\"items\":[" + gone + "," + web + "]}\n");
    assertAnswer(
        "/pod-id-list/uid-web,uid-gone" + question,
        200,
        "{\"items\":[" + web + "," + gone + "]}\n");
  }

  @Test
  void podIds_ofPodsThatRun_answerAsTheirNames() throws Exception {
    for (String question :
        List.of("/metrics/cpu/usage_rate", "/metrics-aggregated/max/cpu/usage_rate")) {
      assertThat(api.get(H + "/pod-id/uid-web" + question + START).body())
          .isEqualTo(api.get(H + "/namespaces/default/pods/web" + question + START).body());
      assertThat(api.get(H + "/pod-id/uid-web/containers/nginx" + question + START).body())
          .isEqualTo(
              api.get(H + "/namespaces/default/pods/web/containers/nginx" + question + START)
                  .body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /nodes                                   | [\\n  "n0"\\n ]
          /namespaces                              | [\\n  "default"\\n ]
          /namespaces/default/pods/                | [\\n  "web"\\n ]
          /namespaces/default/pods/web/containers  | [\\n  "nginx"\\n ]
          /nodes/n0/freecontainers                 | [\\n  "system.slice/kubelet"\\n ]
          /nodes/n0/metrics                        | [\\n  "cpu/node_utilization",\\n  "filesystem/usage"\\n ]
          /namespaces/default/pods/web/metrics     | [\\n  "cpu/usage_rate"\\n ]
          /metrics                                 | [\\n  "memory/usage"\\n ]
          /namespaces/gone/pods                    | []
          """)
  void lists_ofNames_areSorted(String path, String body) throws Exception {
    assertAnswer(path, 200, body.replace("\\n", "\n"));
  }

  @Test
  void lists_withoutStart_lookBackAWeek() throws Exception {
    api.get(H + "/nodes");
    api.get(H + "/nodes?start=2026-01-01T00:00:00Z&end=2026-01-02T00:00:00Z");
    assertThat(history.listRanges.getFirst().start())
        .isEqualTo(RunningApi.NOW.minus(Duration.ofDays(7)));
    assertThat(history.listRanges.getLast().start()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metrics/x                            |  | no start time (or a start time of zero) provided
          metrics/x                            | start=0001-01-01T00:00:00Z | no start time (or a start time of zero) provided
          metrics/x                            | start=noon | timestamp argument cannot be parsed: parsing time "noon" as "2006-01-02T15:04:05Z07:00": cannot parse "noon" as "2006"
          metrics-aggregated/sum/x             | bucket=5 | no start time (or a start time of zero) provided
          metrics-aggregated/sum/x             | start=2026-11-21T05:00:00Z&bucket=5 | unable to parse bucket size: "5" is too short to be a duration
          metrics-aggregated/sum/x             | start=2026-11-21T05:00:00Z&bucket=50 | unable to parse bucket size: "50" has no known duration suffix
          metrics-aggregated/sum/x             | start=2026-11-21T05:00:00Z&bucket=xs | strconv.ParseInt: parsing "x": invalid syntax
          metrics-aggregated/sum/x             | start=2026-11-21T05:00:00Z&bucket=99999999999999999999s | strconv.ParseInt: parsing "99999999999999999999": value out of range
          metrics-aggregated/sum/x             | start=2026-11-21T05:00:00Z&bucket=-5m | unable to parse bucket size: "-5m" is negative
          metrics-aggregated/sum/x             | start=2026-11-21T05:00:00Z&bucket=999999999d | unable to parse bucket size: "999999999d" is longer than 292 years
          metrics-aggregated/max,sum/x         | start=2026-11-21T05:00:00Z&labels=a | Unknown aggregation "sum"
          metrics-aggregated/max/x             | start=2026-11-21T05:00:00Z&labels=a | invalid label pair "a"
          pod-id/a'b/metrics/x                 | start=2026-11-21T05:00:00Z | Invalid pod id "a'b"
          """)
  void questions_malformed_areRefusedInHeapstersWordsAndOrder(
      String path, String query, String body) throws Exception {
    assertAnswer("/" + path + (query == null ? "" : "?" + query), 400, body);
  }

  @Test
  void single_withoutValues_isNotFound() throws Exception {
    assertAnswer(
        "/namespaces/default/pods/gone/containers/c/metrics/cpu/usage_rate" + START,
        404,
        "No results for metric \"cpu/usage_rate\" describing"
            + " \"(pod_container)ns:default/pod:gone/container:c\"");
    assertAnswer(
        "/pod-id/uid-gone/metrics-aggregated/max/cpu/usage_rate" + START,
        404,
        "No results for metric \"cpu/usage_rate\" describing \"(pod)poduid:uid-gone\": no pod in"
            + " the cluster has this id; ask by namespace and name");
  }

  @Test
  void missingValues_asHeapster_failSinglesAndWholeLists() throws Exception {
    try (RunningApi old = RunningApi.withHistory(ApiCompat.HEAPSTER, history)) {
      for (String path :
          List.of("/pods/gone/metrics/x", "/pod-list/web,gone/metrics/cpu/usage_rate")) {
        HttpResponse<String> answer = old.get(H + "/namespaces/default" + path + START);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).startsWith("No results for metric ").contains("pod:gone");
      }
    }
  }

  @Test
  void failures_ofTheSource_becomeStatuses() throws Exception {
    String path = "/nodes/n0/metrics/uptime" + START;
    history.gate =
        () -> {
          throw HistoryException.invalid("Invalid node name \"?\"");
        };
    assertAnswer(path, 400, "Invalid node name \"?\"");
    history.gate =
        () -> {
          throw HistoryException.tooLarge("narrow the range");
        };
    assertAnswer(path, 400, "narrow the range");
    history.gate =
        () -> {
          throw HistoryException.failed("database not found: k8s");
        };
    assertAnswer(path, 500, "database not found: k8s");
    assertAnswer("/nodes", 500, "database not found: k8s");
    history.gate =
        () -> {
          throw HistoryException.timedOut("no answer within 30000 ms", new RuntimeException());
        };
    assertAnswer(path, 504, "no answer within 30000 ms");
    history.gate =
        () -> {
          throw new IllegalStateException("a mistake");
        };
    assertThat(api.get(H + path).statusCode()).isEqualTo(500);
  }

  @Test
  void unknownPath_belowTheRoot_isToldAsOfAService() throws Exception {
    assertAnswer("/debug/allkeys", 404, "404: Page Not Found");
  }

  @Test
  void podLists_tooLong_areRefused() throws Exception {
    String names = String.join(",", java.util.Collections.nCopies(1001, "p"));
    HttpResponse<String> answer =
        api.get(
            H
                + "/pod-id-list/"
                + URLEncoder.encode(names, StandardCharsets.UTF_8)
                + "/metrics/uptime"
                + START);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("pod-id-list names 1001 pods; at most 1000");
  }
}
