package io.heapster.api.k8s.groups.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayoutTest {
  private static final String JSON =
      "{\"b\":[],\"a\":{},\"list\":[1,{\"x\":true,\"y\":null},[\"p\",\"q\"],\"\"],"
          + "\"text\":\"a\\\"{[,:\",\"n\":-1.5}\n";

  /** In pieces of one byte, the worst case. */
  private static Answer.Body bytewise(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return out ->
        new Answer.Pieces() {
          private int at;

          @Override
          public boolean next() {
            out.put(bytes, at++, 1);
            return at < bytes.length;
          }
        };
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void pretty_anyJson_isIndentedLikeGo() {
    assertThat(text(Representation.whole(new IndentedBody(bytewise(JSON)))))
        .isEqualTo(
            """
            {
              "b": [],
              "a": {},
              "list": [
                1,
                {
                  "x": true,
                  "y": null
                },
                [
                  "p",
                  "q"
                ],
                ""
              ],
              "text": "a\\"{[,:",
              "n": -1.5
            }
            """);
  }

  @Test
  void yaml_anyJson_hasSortedKeysAndCompactLists() {
    assertThat(text(YamlText.of(JSON.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            """
            a: {}
            b: []
            list:
            - 1
            - x: true
              "y": null
            -
              - p
              - q
            - ""
            "n": -1.5
            text: "a\\"{[,:"
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "100m, true",
    "689168Ki, true",
    "10.021s, true",
    "app.kubernetes.io/name, true",
    "1, false",
    "1.5, false",
    "1e3, false",
    "0x1f, false",
    "true, false",
    "No, false",
    "null, false",
    "~, false",
    "2026-11-21T05:28:17Z, false",
    "a b, false",
    "'a: b', false",
    "-x, false",
    "x:y, false",
    "0, false",
    "007, false",
    "1_000, false",
    "é, false",
    ".inf, false"
  })
  void yaml_text_isQuotedWhereItWouldBeReadAsSomethingElse(String value, boolean plain) {
    String yaml = text(YamlText.of(("{\"k\":\"" + value + "\"}").getBytes(StandardCharsets.UTF_8)));
    assertThat(yaml).isEqualTo(plain ? "k: " + value + "\n" : "k: \"" + value + "\"\n");
  }

  @Test
  void answer_inEachEncoding_hasItsTypeAndIsStreamedOnlyAsJson() {
    Answer.Body body = bytewise("{}\n");
    assertThat(new Representation(Encoding.JSON, Form.PLAIN, false).answer(body))
        .isEqualTo(new Answer.Streamed("application/json", body));
    assertThat(new Representation(Encoding.YAML, Form.PLAIN, true).answer(body))
        .isInstanceOfSatisfying(
            Answer.Whole.class,
            whole -> {
              assertThat(whole.contentType()).isEqualTo("application/yaml");
              assertThat(text(whole.body())).isEqualTo("{}\n");
            });
  }

  @Test
  void list_ofNone_isEmptyListAndNotNothing() {
    var list =
        new ListBody<>(
            JsonBytes.ascii("["),
            List.<String>of().iterator(),
            JsonBytes::text,
            JsonBytes.ascii("]"));
    assertThat(text(Representation.whole(list))).isEqualTo("[]\n");
  }

  @Test
  void yaml_ofAList_isThatOfTheWholeDocument() {
    List<String> items = List.of("{\"b\":1,\"a\":[{\"x\":1}]}", "[1,2]", "\"1\"", "{}", "[]");
    byte[] streamed = yaml(items);
    String json = "{\"kind\":\"L\",\"items\":[" + String.join(",", items) + "],\"z\":{}}";
    assertThat(text(streamed)).isEqualTo(text(YamlText.of(json.getBytes(StandardCharsets.UTF_8))));
    assertThat(text(yaml(List.of()))).isEqualTo("items: []\nkind: L\nz: {}\n");
  }

  private static byte[] yaml(List<String> items) {
    var list =
        new ListBody<>(
            JsonBytes.ascii("{\"kind\":\"L\",\"items\":["),
            items.iterator(),
            (out, item) -> out.put(JsonBytes.ascii(item)),
            JsonBytes.ascii("],\"z\":{}}"));
    Answer answer = new Representation(Encoding.YAML, Form.PLAIN, false).answer(list);
    return Representation.whole(((Answer.Streamed) answer).body());
  }
}
