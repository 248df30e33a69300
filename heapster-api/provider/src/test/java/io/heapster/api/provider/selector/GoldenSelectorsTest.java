package io.heapster.api.provider.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors that were sent to the real servers, and what came back. */
final class GoldenSelectorsTest {
  private static final List<Map<String, String>> QUEUES =
      List.of(Map.of("queue", "mail"), Map.of("queue", "orders"));

  @ParameterizedTest
  @ValueSource(strings = {"in", "notin", "exists", "not-exists", "selected"})
  void matches_recordedQuestion_selectsWhatTheServerSelected(String name) throws Exception {
    JsonNode exchange = exchange("external-metrics/" + name);
    LabelSelector selector = LabelSelector.parse(selectorOf(exchange));
    Stream<String> answered =
        StreamSupport.stream(exchange.at("/body/items").spliterator(), false)
            .map(item -> item.at("/metricLabels/queue").asText());
    assertThat(QUEUES.stream().filter(selector::matches).map(labels -> labels.get("queue")))
        .containsExactlyElementsOf(answered.toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "external-metrics/bad-selector",
        "custom-metrics/bad-selector",
        "custom-metrics/bad-metric-selector",
        "resource-metrics/bad-selector"
      })
  void parse_recordedMistake_isToldInTheServersWords(String name) throws Exception {
    JsonNode exchange = exchange(name);
    assertThatThrownBy(() -> LabelSelector.parse(selectorOf(exchange)))
        .hasMessage(exchange.at("/body/message").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = "custom-metrics/pods-metric-selected")
  void matchLabels_recordedQuestion_isWhatTheServerEchoed(String name) throws Exception {
    JsonNode exchange = exchange(name);
    LabelSelector selector = LabelSelector.parse(selectorOf(exchange));
    JsonNode echoed = exchange.at("/body/items/0/selector");
    assertThat(new ObjectMapper().<JsonNode>valueToTree(selector.matchLabels()))
        .isEqualTo(echoed.get("matchLabels"));
    assertThat(selector.matchExpressions()).isEmpty();
    assertThat(echoed.size()).isEqualTo(1);
  }

  private static String selectorOf(JsonNode exchange) {
    String path = exchange.at("/request/path").asText();
    return URLDecoder.decode(path.substring(path.indexOf('=') + 1), StandardCharsets.UTF_8);
  }

  private static JsonNode exchange(String name) throws IOException {
    try (InputStream json =
        GoldenSelectorsTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new ObjectMapper().readTree(json);
    }
  }
}
