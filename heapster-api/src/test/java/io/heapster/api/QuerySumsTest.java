package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.EntityKey;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuerySumsTest {
  private final RunningApi api = QueryWorld.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode sums(String query) throws Exception {
    return api.json("/api/v1/query/sums?" + query);
  }

  @Test
  void sums_byLabel_areThoseComputedByHand() throws Exception {
    assertThat(
            sums("kind=pods&by=label:app&metrics=cpu/usage_rate,cpu/request_unused,custom/queue"))
        .isEqualTo(
            RunningApi.JSON.readTree(
                """
                {"timestamp":"2026-11-21T06:30:00Z","kind":"pods","by":"label:app","total":4,"offset":0,
                "columns":[{"name":"group","type":"text"},
                {"name":"count","type":"int64","unit":"count"},
                {"name":"cpu/usage_rate","type":"int64","unit":"millicores"},
                {"name":"cpu/request_unused","type":"int64","unit":"millicores"},
                {"name":"custom/queue","type":"double","unit":"count"}],
                "rows":[["db",1,72,0,null],["dns",1,52,48,7.5],["web",2,304,148,null],
                [null,1,null,null,null]]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind=pods&by=namespace          | [["default",3,376],["kube-system",2,52]]
          kind=pods&by=node               | [["gone",1,null],["n1",2,174],["n2",2,254]]
          kind=pods&by=all                | [["all",5,428]]
          kind=pods&by=all&where=cpu/usage_rate%3E90 | [["all",2,304]]
          kind=pods&by=pod&namespace=kube-system | [["kube-system/Quiet-0",1,null],["kube-system/dns-0",1,52]]
          kind=containers&by=pod&node=n1  | [["default/db-0",1,72],["default/web-0",1,102]]
          kind=containers&by=label:tier   | [["back",1,52],["front",1,102],[null,2,274]]
          kind=nodes&by=label:pool        | [["a",1,900],["b",1,1500]]
          kind=nodes&by=label:zone        | [["z1",1,900],[null,1,1500]]
          kind=nodes&by=node&search=n2    | [["n2",1,1500]]
          kind=pods&by=all&namespace=none | []
          kind=pods&by=node&sort=-cpu/usage_rate | [["n2",2,254],["n1",2,174],["gone",1,null]]
          kind=pods&by=label:app&sort=-group     | [["web",2,304],["dns",1,52],["db",1,72],[null,1,null]]
          kind=pods&by=label:app&sort=-count,-cpu/usage_rate&limit=2 | [["web",2,304],["db",1,72]]
          kind=pods&by=label:app&limit=2&offset=3 | [[null,1,null]]
          """)
  void sums_byAnything_addUpWhatIsThere(String query, String rows) throws Exception {
    assertThat(sums(query + "&metrics=cpu/usage_rate").path("rows").toString()).isEqualTo(rows);
  }

  @Test
  void sums_ofPodCounts_addUp() throws Exception {
    assertThat(sums("kind=nodes&by=all&metrics=pods").path("rows").toString())
        .isEqualTo("[[\"all\",2,4]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind=pods                        | by is missing; expected one of namespace, pod, node, all, label:<key>
          kind=pods&by=nodes               | by=nodes: no grouping of pods, did you mean "node"?
          kind=nodes&by=namespace          | by=namespace: no grouping of nodes; expected one of node, all, label:<key>
          kind=containers&by=container     | by=container: no grouping of containers
          kind=pods&by=label:              | by=label:: expected the key of one label
          kind=pods&by=label:a,b           | by=label:a,b: expected the key of one label
          kind=pods&by=label:a%3Db         | by=label:a=b: expected the key of one label
          kind=pods&by=label:-             | by=label:-: not the key of a label
          kind=namespaces&by=all           | kind=namespaces: no kind here; expected one of nodes, pods, containers
          kind=pods&by=all&metrics=cpu/request_utilization | metrics=cpu/request_utilization: is a share (ratio 0..1), and shares do not add up
          kind=nodes&by=all&metrics=cpu/node_utilization | metrics=cpu/node_utilization: is a share
          kind=pods&by=all&metrics=cpu/pressure_some_avg10 | is a share (%)
          kind=pods&by=all&sort=cpu/limit_utilization | sort=cpu/limit_utilization: is a share
          kind=pods&by=all&metrics=cpu/usage | metrics=cpu/usage: is a counter, and counters begun at different times do not add up; sum its rate, cpu/usage_rate
          kind=nodes&by=all&sort=-network/rx | sort=network/rx: is a counter, and counters begun at different times do not add up; sum its rate, network/rx_rate
          kind=pods&by=all&metrics=uptime  | metrics=uptime: is a counter
          kind=pods&by=all&sort=cout       | sort=cout: no column or metric of pods, did you mean "count"?
          kind=pods&by=all&history=cpu/usage | unknown parameter "history"
          """)
  void sums_badQuestion_is400NamingTheParameter(String query, String message) throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/query/sums?" + query);
    assertThat(answer.body()).contains(message);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void sums_beyondADouble_areAbsent() throws Exception {
    Metric huge = Metric.custom("huge", MetricKind.GAUGE);
    var draft = new BatchDraft(QueryWorld.NEWEST);
    draft.add(new EntityKey.Pod("a", "one"), Map.of()).value(huge, Double.MAX_VALUE);
    draft.add(new EntityKey.Pod("a", "two"), Map.of()).value(huge, Double.MAX_VALUE);
    draft.add(new EntityKey.Pod("b", "one"), Map.of()).value(huge, 2.0);
    api.store.add(draft.build());

    assertThat(sums("kind=pods&by=namespace&metrics=custom/huge&sort=-custom/huge").path("rows"))
        .hasToString("[[\"b\",1,2],[\"a\",2,null]]");
  }

  @Test
  void sums_beforeTheFirstTick_areEmptyWithoutTimestamp() throws Exception {
    try (var fresh = RunningApi.start()) {
      JsonNode answer = fresh.json("/api/v1/query/sums?kind=pods&by=all");
      assertThat(answer.path("timestamp").isNull()).isTrue();
      assertThat(answer.path("total").asInt()).isZero();
      assertThat(answer.path("rows")).isEmpty();
    }
  }
}
