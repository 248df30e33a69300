package io.heapster.sinks.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonBytesTest {
  private final JsonBytes json = new JsonBytes();

  private String text() {
    return new String(json.copy(), StandardCharsets.UTF_8);
  }

  @Test
  void quoted_specialCharacters_areEscapedAsGoDid() {
    json.quoted("\"\\\n\r\t\b<&>\u00fc\u20ac\u2028\ud83d\ude00\ud83d");
    assertThat(text())
        .isEqualTo(
            "\"\\\"\\\\\\n\\r\\t\\u0008\\u003c\\u0026\\u003e\u00fc\u20ac\\u2028\ud83d\ude00\\ufffd\"");
  }

  @Test
  void object_keyInSeveralSets_isTheLastOnes() {
    json.object(
        Labels.of(Map.of("a", "1", "c", "1", "d", "1")),
        Labels.of(Map.of("b", "2", "c", "2")),
        Labels.of(Map.of("c", "3", "d", "3")));
    assertThat(text()).isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"3\"}");
  }

  @Test
  void object_noTexts_isEmpty() {
    json.object(Labels.EMPTY, Labels.EMPTY);
    assertThat(text()).isEqualTo("{}");
  }

  @Test
  void quoted_longText_grows() {
    String text = "x".repeat(5_000);
    json.raw("{").quoted(text);
    assertThat(text()).isEqualTo("{\"" + text + '"');
    assertThat(json.cut(1).length()).isEqualTo(1);
  }

  @Test
  void text_fractionOfSecond_losesItsZeros() {
    assertThat(JsonTime.text(Instant.parse("2026-11-21T10:00:00Z")))
        .isEqualTo("2026-11-21T10:00:00Z");
    assertThat(JsonTime.text(Instant.parse("2026-11-21T10:00:00.500Z")))
        .isEqualTo("2026-11-21T10:00:00.5Z");
  }
}
