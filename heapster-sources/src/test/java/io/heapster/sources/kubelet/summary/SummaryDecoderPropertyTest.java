package io.heapster.sources.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.GoldenFiles;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.SampleView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every summary; each seed is another case, and the same one on every run. */
class SummaryDecoderPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SummaryDecoder decoder = new SummaryDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();

  private Map<String, Map<String, String>> decode(byte[] body) throws MalformedAnswerException {
    decoder.decode(body, body.length, names, sample);
    return SampleView.of(sample);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void decode_fieldsInAnyOrder_givesAnEqualSample(long seed) throws Exception {
    var random = new Random(seed);
    for (Path summary : GoldenFiles.named("summary.json")) {
      byte[] body = GoldenFiles.bytes(summary);
      byte[] shuffled = JSON.writeValueAsBytes(shuffled(JSON.readTree(body), random));
      assertThat(decode(shuffled)).as("%s, seed %d", summary, seed).isEqualTo(decode(body));
    }
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> copy.add(shuffled(element, random)));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    Collections.shuffle(fields, random);
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    fields.forEach(field -> copy.set(field, shuffled(object.get(field), random)));
    return copy;
  }

  @Test
  void decode_cutAnywhere_isRefusedAtAnOffsetWithin() {
    byte[] body = GoldenFiles.bytes(GoldenFiles.named("summary.json").getFirst());
    int end = new String(body, StandardCharsets.UTF_8).lastIndexOf('}');
    for (int length = 0; length <= end; length++) {
      int cut = length;
      assertThatThrownBy(() -> decoder.decode(body, cut, names, sample))
          .as("cut at %d", cut)
          .isInstanceOfSatisfying(
              MalformedAnswerException.class,
              e -> assertThat(e.byteOffset()).isBetween(0L, (long) cut));
    }
  }

  @Test
  void decode_bytesBehindTheLength_areNotRead() throws Exception {
    byte[] body = GoldenFiles.bytes(GoldenFiles.named("summary.json").getFirst());
    byte[] larger = Arrays.copyOf(body, body.length + 100);
    Arrays.fill(larger, body.length, larger.length, (byte) '}');
    decoder.decode(larger, body.length, names, sample);
    assertThat(SampleView.of(sample)).isEqualTo(decode(body));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void decode_flippedBytes_decodesOrRefuses(long seed) {
    var random = new Random(seed);
    byte[] body = GoldenFiles.bytes(GoldenFiles.named("summary.json").get(12));
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] flipped = body.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      try {
        decode(flipped);
      } catch (MalformedAnswerException e) {
        assertThat(e.byteOffset()).isBetween(0L, (long) flipped.length);
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 1_999);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void decode_valuesOfAnyType_neverRefuses(long seed) throws Exception {
    var random = new Random(seed);
    for (Path summary : GoldenFiles.named("summary.json")) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      JSON.readTree(GoldenFiles.bytes(summary))
          .forEachEntry((field, value) -> document.set(field, mistyped(value, random)));
      byte[] body = JSON.writeValueAsBytes(document);
      decode(body);
      assertThat(sample.malformedValues()).as("%s, seed %d", summary, seed).isPositive();
    }
  }

  private static JsonNode mistyped(JsonNode node, Random random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (random.nextInt(20) == 0) {
      return switch (random.nextInt(6)) {
        case 0 -> make.textNode("abc");
        case 1 -> make.numberNode(-17);
        case 2 -> make.numberNode(2.5);
        case 3 -> make.booleanNode(true);
        case 4 -> make.arrayNode().add(make.objectNode().put("name", 1));
        default -> make.objectNode().put("time", 5).set("cpu", make.arrayNode());
      };
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = make.arrayNode();
      array.forEach(element -> copy.add(mistyped(element, random)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = make.objectNode();
      object.forEachEntry((field, value) -> copy.set(field, mistyped(value, random)));
      return copy;
    }
    return node;
  }

  @Test
  void decode_sameAnswerAgain_sharesNamesAndLabels() throws Exception {
    byte[] body = GoldenFiles.bytes(GoldenFiles.named("summary.json").get(12));
    decode(body);
    List<String> firstNames = new ArrayList<>();
    for (int entity = 0; entity < sample.entities(); entity++) {
      firstNames.addAll(List.of(sample.name(entity), sample.namespace(entity), sample.uid(entity)));
    }
    List<Labels> firstLabels = new ArrayList<>();
    for (int series = 0; series < sample.series(); series++) {
      firstLabels.add(sample.seriesLabels(series));
    }

    decode(body);
    for (int entity = 0; entity < sample.entities(); entity++) {
      assertThat(sample.name(entity)).isSameAs(firstNames.get(3 * entity));
      assertThat(sample.namespace(entity)).isSameAs(firstNames.get(3 * entity + 1));
      assertThat(sample.uid(entity)).isSameAs(firstNames.get(3 * entity + 2));
    }
    for (int series = 0; series < sample.series(); series++) {
      assertThat(sample.seriesLabels(series)).isSameAs(firstLabels.get(series));
    }
  }

  @Test
  void decode_manyPodsAndContainers_findsEachOnce() throws Exception {
    byte[] body = SummaryDocument.of(3_000, 3, true);
    assertThat(decode(body)).hasSize(1 + 3 + 3_000 * 4);
    assertThat(sample.malformedValues()).isZero();
  }
}
