package io.heapster.sinks.it.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpensearchTest implements SearchContract {
  @TempDir static Path directory;
  private static OpensearchNode node;

  @BeforeAll
  static void startNode() {
    node = OpensearchNode.start(directory);
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @Override
  public SearchServer server() {
    return node;
  }

  @Override
  public String kind() {
    return "opensearch";
  }

  @Test
  void export_toDataStream_isReadBackAndNeverDoubled() throws Exception {
    var fixture = new SearchFixture();
    String uri = "opensearch:" + node.address() + "?index=stream&mode=datastream&replicas=0";
    try (DataSink sink = fixture.sink(uri);
        var reader = new SearchReader(node.address())) {
      sink.export(SearchFixture.DEMO, Lane.FRESH);
      sink.export(SearchFixture.DEMO, Lane.BACKLOG);

      List<JsonNode> documents = reader.documents("stream");
      assertThat(BatchValues.of(documents))
          .isEqualTo(BatchValues.of(SearchFixture.DEMO, "default"));
      assertThat(documents)
          .allMatch(document ->
              document
                  .get("@timestamp")
                  .asText()
                  .equals(SearchFixture.DEMO.timestamp().toString()));
      JsonNode streams = reader.json("GET", "/_data_stream/stream", "").get("data_streams");
      assertThat(streams).hasSize(1);
      assertThat(fixture.deadLetters).isEmpty();
    }
  }

  @Test
  void export_wideToDataStream_isReadBackAndNeverDoubled() throws Exception {
    var fixture = new SearchFixture();
    String uri = "opensearch:" + node.address() + "?index=ws&mode=datastream&rows=wide&replicas=0";
    try (DataSink sink = fixture.sink(uri);
        var reader = new SearchReader(node.address())) {
      sink.export(SearchFixture.DEMO, Lane.FRESH);
      sink.export(SearchFixture.DEMO, Lane.BACKLOG);

      assertThat(BatchValues.of(reader.documents("ws")))
          .isEqualTo(BatchValues.of(SearchFixture.DEMO, "default"));
      assertThat(reader.json("GET", "/_data_stream/ws", "").get("data_streams")).hasSize(1);
      assertThat(fixture.deadLetters).isEmpty();
    }
  }

  @Test
  void export_serverDeadAndBack_isTakenByTheSameSink() throws Exception {
    var fixture = new SearchFixture();
    try (DataSink sink = fixture.sink("opensearch:" + node.address() + "?index=back&replicas=0");
        var reader = new SearchReader(node.address())) {
      sink.export(SearchFixture.DEMO, Lane.FRESH);
      long once = reader.count("back-*");
      node.close();
      try {
        assertThatThrownBy(() -> sink.export(SearchFixture.DEMO, Lane.FRESH))
            .isInstanceOf(IOException.class);
      } finally {
        node.start();
      }
      sink.export(SearchFixture.DEMO, Lane.BACKLOG);

      assertThat(reader.count("back-*")).isEqualTo(once).isPositive();
    }
  }
}
