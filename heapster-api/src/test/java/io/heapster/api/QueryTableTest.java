package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTableTest {
  private final RunningApi api = QueryWorld.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode table(String query) throws Exception {
    return api.json("/api/v1/query/table?" + query);
  }

  /** The column of pod names, or whatever the second column is. */
  private String second(String query) throws Exception {
    var names = new ArrayList<String>();
    table(query).path("rows").forEach(row -> names.add(row.path(1).asText()));
    return String.join(" ", names);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void table_ofPods_hasNamesThenMetricsInKeyOrder() throws Exception {
    assertThat(table("kind=pods&metrics=cpu/usage_rate,custom/queue"))
        .isEqualTo(
            RunningApi.JSON.readTree(
                """
                {"timestamp":"2026-11-21T06:30:00Z","kind":"pods","total":5,"matched":5,"offset":0,
                "columns":[{"name":"namespace","type":"text"},{"name":"pod","type":"text"},
                {"name":"node","type":"text"},
                {"name":"cpu/usage_rate","type":"int64","unit":"millicores"},
                {"name":"custom/queue","type":"double","unit":"count"}],
                "rows":[["default","db-0","n1",72,null],["default","web-0","n1",102,null],
                ["default","web-1","n2",202,null],["kube-system","Quiet-0","gone",null,null],
                ["kube-system","dns-0","n2",52,7.5]]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cluster           | []                              | [[420]]
          namespaces        | ["namespace"]                   | [["default",370],["kube-system",50]]
          nodes             | ["node"]                        | [["n1",900],["n2",1500]]
          system-containers | ["node","container"]            | [["n1","system.slice/kubelet",30],["n2","system.slice/kubelet",30]]
          containers        | ["namespace","pod","container","node"] | [["default","db-0","main","n1",72],["default","web-0","main","n1",102],["default","web-1","main","n2",202],["kube-system","dns-0","main","n2",52]]
          """)
  void table_ofEveryKind_hasItsNames(String kind, String names, String rows) throws Exception {
    JsonNode answer = table("kind=" + kind + "&metrics=cpu/usage_rate");
    var columns = RunningApi.JSON.createArrayNode();
    answer.path("columns").forEach(column -> columns.add(column.path("name")));
    columns.remove(columns.size() - 1);
    assertThat(columns.toString()).isEqualTo(names);
    assertThat(answer.path("rows").toString()).isEqualTo(rows);
  }

  @Test
  void table_derivedMetrics_areThoseComputedByHand() throws Exception {
    assertThat(
            table(
                    "kind=pods&namespace=default&metrics=cpu/request_unused,cpu/request_utilization,"
                        + "memory/request_unused")
                .path("rows")
                .toString())
        .isEqualTo(
            "[[\"default\",\"db-0\",\"n1\",0,null,null],[\"default\",\"web-0\",\"n1\",148,0.408,null],"
                + "[\"default\",\"web-1\",\"n2\",0,1.3466666666666667,null]]");
  }

  @Test
  void table_podsOfNodesAndNamespaces_areCounted() throws Exception {
    assertThat(table("kind=nodes&metrics=pods&sort=-pods").path("rows").toString())
        .isEqualTo("[[\"n1\",2],[\"n2\",2]]");
    assertThat(table("kind=namespaces&metrics=pods&sort=-pods").path("rows").toString())
        .isEqualTo("[[\"default\",3],[\"kube-system\",2]]");
  }

  @ParameterizedTest
  @CsvSource({
    "cpu/usage_rate, dns-0 db-0 web-0 web-1 Quiet-0",
    "-cpu/usage_rate, web-1 web-0 db-0 dns-0 Quiet-0",
    "-cpu/request_utilization, web-1 dns-0 web-0 db-0 Quiet-0",
    "'-namespace,-pod', dns-0 Quiet-0 web-1 web-0 db-0",
    "'node,-cpu/usage_rate', Quiet-0 web-0 db-0 web-1 dns-0",
    "custom/queue, dns-0 db-0 web-0 web-1 Quiet-0",
    "custom/nobody_has_it, db-0 web-0 web-1 Quiet-0 dns-0",
  })
  void sort_anyColumns_absentLastAndTiesByKey(String sort, String pods) throws Exception {
    assertThat(second("kind=pods&sort=" + sort)).isEqualTo(pods);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          namespace=default            | db-0 web-0 web-1
          node=n2                      | web-1 dns-0
          pod=web-1                    | web-1
          pod=web                      | ''
          search=QUIET                 | Quiet-0
          search=n2                    | web-1 dns-0
          search=WEB-                  | web-0 web-1
          namespace=default&node=n1    | db-0 web-0
          labels=app%3Dweb             | web-0 web-1
          labels=tier                  | web-0 dns-0
          labels=!tier                 | db-0 web-1 Quiet-0
          labels=app+in+(db,dns),tier!%3Dfront | db-0 dns-0
          namespace=&search=&labels=   | db-0 web-0 web-1 Quiet-0 dns-0
          """)
  void filters_oneOrSeveral_passRowsThatFulfilAll(String query, String pods) throws Exception {
    assertThat(second("kind=pods&" + query)).isEqualTo(pods);
  }

  @ParameterizedTest
  @CsvSource({
    "cpu/usage_rate>72, web-0 web-1",
    "cpu/usage_rate>=72, db-0 web-0 web-1",
    "cpu/usage_rate<72, dns-0",
    "cpu/usage_rate<=7.2e1, db-0 dns-0",
    "cpu/usage_rate=72, db-0",
    "cpu/usage_rate!=72, web-0 web-1 Quiet-0 dns-0",
    "cpu/usage_rate<72.5, db-0 dns-0",
    "cpu/usage_rate, db-0 web-0 web-1 dns-0",
    "!cpu/usage_rate, Quiet-0",
    "cpu/request_utilization>0.5, web-1 dns-0",
    "custom/queue=7.5, dns-0",
    "network/rx_rate>-1, dns-0",
  })
  void where_oneCondition_passesWhatFulfilsIt(String where, String pods) throws Exception {
    assertThat(second("kind=pods&where=" + encoded(where))).isEqualTo(pods);
  }

  @Test
  void where_severalConditions_allHold() throws Exception {
    assertThat(second("kind=pods&where=cpu/usage_rate%3E60&where=cpu/request%3E0"))
        .isEqualTo("web-0 web-1");
  }

  @Test
  void where_integersBeyondDoubles_areComparedExactly() throws Exception {
    var key = new EntityKey.Pod("default", "web-0");
    long large = (1L << 53) + 1;
    var draft = new BatchDraft(QueryWorld.NEWEST);
    draft.add(key, Map.of()).value(PlainMetrics.MEMORY_USAGE, large);
    api.store.add(draft.build());
    assertThat(table("kind=pods&where=memory/usage%3D" + large).path("matched").asInt()).isOne();
    assertThat(table("kind=pods&where=memory/usage%3D" + (large - 1)).path("matched").asInt())
        .isZero();
  }

  @Test
  void containers_labels_areThoseOfTheirPod() throws Exception {
    assertThat(second("kind=containers&labels=app%3Dweb")).isEqualTo("web-0 web-1");
    assertThat(table("kind=nodes&labels=pool%3Db").path("rows").toString()).isEqualTo("[[\"n2\"]]");
    assertThat(table("kind=system-containers&labels=pool%3Db").path("matched").asInt()).isOne();
    assertThat(table("kind=namespaces&labels=team%3Dred").path("rows").toString())
        .isEqualTo("[[\"default\"]]");
  }

  @Test
  void paging_smallPages_coverAllRowsOnce() throws Exception {
    var seen = new StringBuilder();
    for (int offset = 0; offset <= 6; offset += 2) {
      JsonNode answer = table("kind=pods&sort=-namespace&limit=2&offset=" + offset);
      assertThat(answer.path("matched").asInt()).isEqualTo(5);
      assertThat(answer.path("offset").asInt()).isEqualTo(offset);
      answer.path("rows").forEach(row -> seen.append(row.path(1).asText()).append(' '));
    }
    assertThat(seen).hasToString("Quiet-0 dns-0 db-0 web-0 web-1 ");
  }

  @Test
  void history_ofRows_isAlignedAndAbsentWhereNothingWas() throws Exception {
    JsonNode answer =
        table("kind=pods&namespace=default&sort=-pod&limit=2&history=cpu/usage_rate,custom/queue");
    assertThat(answer.path("history").toString())
        .isEqualTo(
            """
            {"timestamps":["2026-11-21T06:28:00Z","2026-11-21T06:29:00Z","2026-11-21T06:30:00Z"],\
            "series":{"cpu/usage_rate":[[null,201,202],[100,101,102]],\
            "custom/queue":[[null,null,null],[null,null,null]]}}\
            """);
    assertThat(table("kind=pods").has("history")).isFalse();
  }

  @Test
  void history_longerThanALineShows_isCutToTheNewest() throws Exception {
    for (int minute = 1; minute <= 130; minute++) {
      api.store.add(QueryWorld.batch(QueryWorld.NEWEST.plusSeconds(60L * minute), minute, true));
    }
    JsonNode history = table("kind=pods&pod=web-0&history=cpu/usage_rate").path("history");
    assertThat(history.path("timestamps")).hasSize(120);
    assertThat(history.at("/series/cpu~1usage_rate/0")).hasSize(120);
    assertThat(history.at("/series/cpu~1usage_rate/0/119").asInt()).isEqualTo(230);
  }

  @Test
  void history_ofManyRows_isReadOnlyAsFarAsItIsShown() throws Exception {
    for (int minute = 1; minute <= 130; minute++) {
      api.store.add(QueryWorld.batch(QueryWorld.NEWEST.plusSeconds(60L * minute), minute, true));
    }
    table("kind=pods&namespace=default&history=cpu/usage_rate,memory/working_set");
    Instant oldestShown = QueryWorld.NEWEST.plusSeconds(60L * 11);
    assertThat(api.store.asked)
        .extracting(TimeRange::start)
        .containsExactly(
            Instant.MIN, oldestShown, oldestShown, oldestShown, oldestShown, oldestShown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LONG=1",
        "kind=LONG",
        "kind=pods&limit=LONG",
        "kind=pods&metrics=LONG",
        "kind=pods&sort=LONG",
        "kind=pods&where=LONG",
        "kind=pods&where=cpu/usage_rate%3DLONG",
        "kind=pods&labels=LONG(",
        "kind=pods&history=LONG",
        "kind=cluster&node=LONG",
        "kind=pods&node=LONG%zz",
      })
  void table_longBadQuestion_isNotGivenBackInFull(String query) throws Exception {
    HttpResponse<String> answer =
        RawHttp.get(api.port, "/api/v1/query/table?" + query.replace("LONG", "x".repeat(2_000)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("x... (", " characters)").hasSizeLessThan(800);
  }

  @Test
  void numbers_infiniteOrNone_areAbsent() throws Exception {
    Metric odd = Metric.custom("odd", MetricKind.GAUGE);
    var draft = new BatchDraft(QueryWorld.NEWEST);
    draft.add(new EntityKey.Pod("a", "inf"), Map.of()).value(odd, Double.POSITIVE_INFINITY);
    draft.add(new EntityKey.Pod("a", "nan"), Map.of()).value(odd, Double.NaN);
    draft.add(new EntityKey.Pod("a", "one"), Map.of()).value(odd, 1.0);
    api.store.add(draft.build());
    JsonNode answer = table("kind=pods&metrics=custom/odd&sort=-custom/odd&history=custom/odd");
    assertThat(answer.path("rows").toString())
        .isEqualTo("[[\"a\",\"one\",null,1],[\"a\",\"inf\",null,null],[\"a\",\"nan\",null,null]]");
    assertThat(answer.at("/history/series/custom~1odd").toString())
        .isEqualTo("[[1],[null],[null]]");
  }

  @Test
  void head_ofTable_hasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> head = api.send("HEAD", "/api/v1/query/table?kind=pods");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metrics=cpu/usage_rate          | kind is missing; expected one of cluster, namespaces,
          kind=pod                        | kind=pod: no kind here, did you mean "pods"?; expected one of
          kind=pods&kind=nodes            | kind is given 2 times; give it once
          kind=pods&knd=1                 | unknown parameter "knd", did you mean "kind"?; the parameters here are kind, metrics,
          kind=pods&limit=0               | limit=0: expected a whole number from 1 to 1000
          kind=pods&limit=1001            | limit=1001: expected a whole number from 1 to 1000
          kind=pods&limit=ten             | limit=ten: expected a whole number
          kind=pods&offset=-1             | offset=-1: expected a whole number from 0 to
          kind=pods&metrics=cpu/usage_rat | metrics=cpu/usage_rat: no metric of pods, did you mean "cpu/usage_rate"?
          kind=pods&metrics=              | 200
          kind=pods&metrics=cpu/usage,    | metrics=: no metric of pods
          kind=pods&metrics=pods          | metrics=pods: no metric of pods
          kind=pods&metrics=filesystem/usage | metrics=filesystem/usage: has a value per device
          kind=pods&sort=namespac         | sort=namespac: no column or metric of pods, did you mean "namespace"?
          kind=pods&sort=a,b,c,d,e        | sort has 5 values; at most 4 are allowed
          kind=nodes&namespace=x          | namespace=x: kind=nodes has no such column, but node
          kind=cluster&node=x             | node=x: kind=cluster has no such column
          kind=cluster&labels=a           | labels=a: the cluster has no labels
          kind=pods&labels=a%3D%3D%3Db    | labels=a===b: expected a label selector
          kind=pods&where=cpu/usage%3Ex   | where=cpu/usage>x: "x" is no number
          kind=pods&where=cpu/usage%3E1e999 | is no number
          kind=pods&where=cpu/usage%3ENaN | is no number
          kind=pods&where=cpu/use%3E1     | where=cpu/use: no metric of pods, did you mean "cpu/usage"?
          kind=pods&where=!cpu/use        | where=cpu/use: no metric of pods
          kind=pods&history=cpu/request_unused | history=cpu/request_unused: is computed for the newest tick only
          kind=pods&history=cpu/usage&limit=201 | limit=201: at most 200 rows are answered with history
          kind=pods&history=a,b,c,d,e     | history has 5 values; at most 4 are allowed
          """)
  void table_badQuestion_is400NamingTheParameter(String query, String message) throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/query/table?" + query);
    if (message.equals("200")) {
      assertThat(answer.statusCode()).isEqualTo(200);
      return;
    }
    assertThat(answer.body()).contains(message);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void table_badlyEncoded_is400() throws Exception {
    HttpResponse<String> answer = RawHttp.get(api.port, "/api/v1/query/table?kind=pods&pod=%zz");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("\"pod=%zz\" is not well percent-encoded");
  }

  @Test
  void table_tooMuch_is400() throws Exception {
    assertThat(api.get("/api/v1/query/table?kind=pods&metrics=" + "custom/a,".repeat(33)).body())
        .contains("at most 32 are allowed");
    assertThat(api.get("/api/v1/query/table?kind=pods" + "&where=cpu/usage".repeat(9)).body())
        .isEqualTo("where has 9 values; at most 8 are allowed");
    assertThat(api.get("/api/v1/query/table?kind=pods&search=" + "x".repeat(254)).body())
        .isEqualTo("search has 254 characters; at most 253 are allowed");
  }

  @Test
  void table_beforeTheFirstTick_isEmptyWithoutTimestamp() throws Exception {
    try (var fresh = RunningApi.start()) {
      assertThat(fresh.get("/api/v1/query/table?kind=cluster&history=cpu/usage_rate").body())
          .isEqualTo(
              """
              {"timestamp":null,"kind":"cluster","total":0,"matched":0,"offset":0,"columns":[],\
              "rows":[],"history":{"timestamps":[],"series":{"cpu/usage_rate":[]}}}\
              """);
    }
  }

  @Test
  void anyQuestion_withoutStore_is503() throws Exception {
    try (var disabled = RunningApi.withoutStore()) {
      for (String path :
          new String[] {"table?kind=pods", "sums?kind=pods&by=all", "range?entity=cluster"}) {
        HttpResponse<String> answer = disabled.get("/api/v1/query/" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.body()).contains("metric sink is disabled");
      }
      assertThat(disabled.get("/api/v1/query/entity?key=cluster").statusCode()).isEqualTo(503);
    }
  }
}
