package io.heapster.sinks.it.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.BatchScript;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sink must do with any search server. */
interface SearchContract {

  /** The server; started once for all tests. */
  SearchServer server();

  /** Key of the sink. */
  String kind();

  private String uri(String query) {
    return kind() + ":" + server().address() + "?" + query;
  }

  @Test
  default void export_demoTick_isReadBackValueByValue() throws Exception {
    var fixture = new SearchFixture();
    try (DataSink sink = fixture.sink(uri("index=whole&cluster_name=c1&shards=1&replicas=0"));
        var reader = new SearchReader(server().address())) {
      sink.export(SearchFixture.DEMO, Lane.FRESH);

      List<JsonNode> documents = reader.documents("whole-*");
      assertThat(BatchValues.of(documents))
          .isEqualTo(BatchValues.of(SearchFixture.DEMO, "c1"))
          .hasSizeGreaterThan(10_000);
      assertThat(fixture.deadLetters).isEmpty();
    }
  }

  @Test
  default void export_wideDemoTick_isReadBackValueByValueAndByFamily() throws Exception {
    var fixture = new SearchFixture();
    String uri = uri("index=wide&rows=wide&cluster_name=c1&shards=1&replicas=0");
    try (DataSink sink = fixture.sink(uri);
        var reader = new SearchReader(server().address())) {
      sink.export(SearchFixture.DEMO, Lane.FRESH);
      sink.export(SearchFixture.DEMO, Lane.BACKLOG);

      List<JsonNode> documents = reader.documents("wide-*");
      assertThat(BatchValues.of(documents)).isEqualTo(BatchValues.of(SearchFixture.DEMO, "c1"));
      for (String family : List.of("cpu", "filesystem", "memory", "network")) {
        assertThat(reader.documents("wide-" + family))
            .isNotEmpty()
            .hasSize((int) documents.stream().filter(document -> hasAny(document, family)).count());
      }
      assertThat(reader.documents("wide-general"))
          .isNotEmpty()
          .hasSizeLessThan(documents.size())
          .anyMatch(document -> document.at("/Metrics").has("uptime"));
      assertThat(fixture.deadLetters).isEmpty();
    }
  }

  private static boolean hasAny(JsonNode document, String family) {
    return document.get("Metrics").properties().stream()
        .anyMatch(metric -> metric.getKey().startsWith(family + "/"));
  }

  @Test
  default void export_rowsChangedWithinTheDay_goesOnInTheSameIndex() throws Exception {
    var fixture = new SearchFixture();
    DataBatch batch = pods(3, Map.of());
    try (var reader = new SearchReader(server().address())) {
      for (String rows : List.of("families", "wide", "families")) {
        try (DataSink sink = fixture.sink(uri("index=changed&replicas=0&rows=" + rows))) {
          sink.export(batch, Lane.FRESH);
        }
      }
      assertThat(reader.count("changed-*")).isEqualTo(6);
      assertThat(fixture.deadLetters).isEmpty();
    }
  }

  @Test
  default void export_sameBatchTwice_addsNothing() throws Exception {
    var fixture = new SearchFixture();
    try (var reader = new SearchReader(server().address())) {
      try (DataSink sink = fixture.sink(uri("index=twice&replicas=0"))) {
        sink.export(SearchFixture.DEMO, Lane.FRESH);
      }
      long once = reader.count("twice-*");
      // Another sink object: nothing is remembered of what was sent.
      try (DataSink sink = fixture.sink(uri("index=twice&replicas=0"))) {
        sink.export(SearchFixture.DEMO, Lane.BACKLOG);
      }
      assertThat(reader.count("twice-*")).isEqualTo(once).isPositive();
    }
  }

  @Test
  default void export_firstBatch_putsTemplateAndAliases() throws Exception {
    var fixture = new SearchFixture();
    try (DataSink sink = fixture.sink(uri("index=aliased&shards=1&replicas=0"));
        var reader = new SearchReader(server().address())) {
      sink.export(SearchFixture.DEMO, Lane.FRESH);

      long all = 0;
      for (String family : List.of("cpu", "filesystem", "memory", "network", "general")) {
        List<JsonNode> documents = reader.documents("aliased-" + family);
        String field =
            family.substring(0, 1).toUpperCase(Locale.ROOT)
                + family.substring(1)
                + "MetricsTimestamp";
        assertThat(documents).isNotEmpty().allMatch(document -> document.has(field));
        all += documents.size();
      }
      assertThat(reader.count("aliased-*")).isEqualTo(all);
      JsonNode template =
          reader.json("GET", "/_index_template/aliased", "").at("/index_templates/0");
      assertThat(template.at("/index_template/version").asLong()).isEqualTo(1);
      JsonNode properties =
          reader
              .json("GET", "/aliased-*/_mapping", "")
              .iterator()
              .next()
              .at("/mappings/properties");
      assertThat(properties.at("/MetricsTags/properties/pod_name/fields/raw/type").asText())
          .isEqualTo("keyword");
      assertThat(properties.at("/MetricsTags/properties/pod_id/type").asText())
          .isEqualTo("keyword");
      assertThat(properties.at("/Metrics/properties/cpu~1usage/properties/value/type").asText())
          .isEqualTo("double");
      assertThat(properties.at("/CpuMetricsTimestamp/type").asText()).isEqualTo("date");
    }
  }

  @Test
  default void export_templateDeleted_isPutAgainByTheNextSink() throws Exception {
    var fixture = new SearchFixture();
    try (var reader = new SearchReader(server().address())) {
      DataBatch batch = pods(1, Map.of());
      for (int round = 0; round < 2; round++) {
        try (DataSink sink = fixture.sink(uri("index=deleted&replicas=0"))) {
          sink.export(batch, Lane.FRESH);
        }
        reader.json("GET", "/_index_template/deleted", "");
        reader.json("DELETE", "/_index_template/deleted", "");
      }
    }
  }

  @Test
  default void export_oneConflictAmongTenThousand_setsOnlyThatAside() throws Exception {
    var fixture = new SearchFixture();
    DataBatch batch = pods(10_000, Map.of("app", "web", "shard", "none"));
    try (DataSink sink = fixture.sink(uri("index=conflict&shards=1&replicas=0"));
        var reader = new SearchReader(server().address())) {
      // Somebody has said that this label is a number, and one pod's is none.
      reader.json(
          "PUT",
          "/_index_template/shards",
          """
          {"index_patterns":["conflict-*"],"priority":1000,"template":{"mappings":{"properties":
            {"MetricsTags":{"properties":{"shard":{"type":"long"}}}}}}}\
          """);
      sink.export(batch, Lane.FRESH);

      assertThat(reader.count("conflict-*")).isEqualTo(9_999);
      assertThat(fixture.deadLetters)
          .hasSize(1)
          .allMatch(letter -> letter.startsWith("400 ") && letter.contains("pod-5000"));
    }
  }

  @Test
  default void export_withPipelineThatIsNotThere_isHeld() throws Exception {
    var fixture = new SearchFixture();
    try (DataSink sink = fixture.sink(uri("index=piped&replicas=0&pipeline=none"))) {
      DataBatch batch = pods(3, Map.of());
      assertThatThrownBy(() -> sink.export(batch, Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("none");
      assertThat(fixture.deadLetters).isEmpty();
    }
  }

  /** Pods with one value each; the one in the middle has labels of its own. */
  private static DataBatch pods(int count, Map<String, String> middle) {
    var script = BatchScript.at(SearchFixture.DEMO.timestamp());
    for (int i = 0; i < count; i++) {
      var key = new EntityKey.Pod("default", "pod-" + i);
      Map<String, String> labels = Map.of("app", "web", "pod_name", "pod-" + i);
      if (i == count / 2 && !middle.isEmpty()) {
        labels = new HashMap<>(middle);
        labels.put("pod_name", "pod-" + i);
      }
      script.entity(key, labels).value(key, PlainMetrics.RESTART_COUNT, i);
    }
    return script.build();
  }
}
