package io.heapster.sources.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.sources.kubelet.sample.EntityBounds;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are refused as a whole. */
class SummaryRefusalTest {
  private final SummaryDecoder decoder = new SummaryDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();

  private void decode(String json) throws MalformedAnswerException {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    decoder.decode(body, body.length, names, sample);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|0",
        "[]|0",
        "null|0",
        "{} {}|3",
        "{'node':{'cpu':{'usageNanoCores':NaN}}}|33",
        "{'node':tru}|8",
        "{'node':{]}|9"
      })
  void decode_noSuchDocument_isRefusedWithItsOffset(String json, int offset) {
    assertThatThrownBy(() -> decode(json))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class,
            e -> assertThat(e.byteOffset()).isBetween(offset - 1L, offset + 3L))
        .hasMessageStartingWith("byte ");
  }

  @Test
  void decode_nestedTooDeep_isRefused() {
    String deep = "{'x':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> decode(deep))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void decode_numberTooLong_isRefused() {
    assertThatThrownBy(
            () -> decode("{'node':{'cpu':{'usageNanoCores':" + "9".repeat(5_000) + "}}}"))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("length");
  }

  @Test
  void decode_invalidUtf8_isRefused() {
    byte[] body = "{\"node\":{\"nodeName\":\"abc\"}}".getBytes(StandardCharsets.UTF_8);
    body[21] = (byte) 0xFF;
    assertThatThrownBy(() -> decoder.decode(body, body.length, names, sample))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> assertThat(e.byteOffset()).isBetween(20L, 22L));
  }

  @Test
  void decode_longReason_isCut() {
    assertThatThrownBy(() -> decode("{'node':" + "x".repeat(10_000) + "}"))
        .isInstanceOf(MalformedAnswerException.class)
        .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
        .hasSizeLessThan(300);
  }

  @Test
  void decode_tooManyContainersInOnePod_isRefusedByTheBound() {
    assertThatCode(() -> decode(podOf(EntityBounds.MOST_CONTAINERS_OF_POD)))
        .doesNotThrowAnyException();

    assertThatThrownBy(() -> decode(podOf(EntityBounds.MOST_CONTAINERS_OF_POD + 1)))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("more than 1024 containers in one pod");
  }

  @Test
  void decode_tooManyPods_isRefusedByTheBound() {
    assertThatCode(() -> decode(pods(EntityBounds.MOST_ENTITIES))).doesNotThrowAnyException();

    assertThatThrownBy(() -> decode(pods(EntityBounds.MOST_ENTITIES + 1)))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("more than 16384 pods and containers on one node");
  }

  private static String podOf(int containers) {
    return "{'pods':[{'podRef':{'name':'p','namespace':'ns'},'containers':["
        + IntStream.range(0, containers)
            .mapToObj(i -> "{'name':'c" + i + "'}")
            .collect(Collectors.joining(","))
        + "]}]}";
  }

  private static String pods(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{'podRef':{'name':'p" + i + "','namespace':'ns'}}")
        .collect(Collectors.joining(",", "{'pods':[", "]}"));
  }
}
