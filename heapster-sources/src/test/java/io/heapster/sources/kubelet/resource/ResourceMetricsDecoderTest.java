package io.heapster.sources.kubelet.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.sources.kubelet.sample.EntityBounds;
import io.heapster.sources.kubelet.sample.GoldenFiles;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.SampleView;
import io.heapster.sources.kubelet.summary.SummaryDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceMetricsDecoderTest {
  private static final String CONTAINER = "{container=\"c\",namespace=\"ns\",pod=\"p\"}";
  private static final String KEY = "namespace:ns/pod:p/container:c";

  private final ResourceMetricsDecoder decoder = new ResourceMetricsDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();

  private Map<String, Map<String, String>> decode(String text) throws MalformedAnswerException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    decoder.decode(body, body.length, names, sample);
    return SampleView.of(sample);
  }

  static Stream<Path> recorded() {
    return GoldenFiles.named("resource.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void decode_recordedAnswer_tellsOfTheSamePodsAsTheSummary(Path file) throws Exception {
    byte[] body = GoldenFiles.bytes(file);
    decoder.decode(body, body.length, names, sample);
    Map<String, Map<String, String>> view = SampleView.of(sample);
    assertThat(sample.malformedValues()).isZero();
    assertThat(view).hasSizeGreaterThan(5);
    view.forEach((key, fields) -> assertThat(fields).as(key).hasSizeGreaterThan(3));

    byte[] summary = GoldenFiles.bytes(file.resolveSibling("summary.json"));
    new SummaryDecoder().decode(summary, summary.length, names, sample);
    Map<String, Map<String, String>> full = SampleView.of(sample);
    full.keySet().removeIf(key -> key.startsWith("node/"));
    assertThat(full.keySet()).containsAll(view.keySet());
  }

  @Test
  void decode_recordedAnswer_hasExactValues() throws Exception {
    byte[] body = GoldenFiles.bytes(GoldenFiles.named("resource.txt").getLast());
    decoder.decode(body, body.length, names, sample);
    var view = SampleView.of(sample);
    assertThat(view.get("namespace:shop/pod:web-6df8dbcc4f-2s2xw/container:app"))
        .containsEntry("cpu/usage", "8483583487")
        .containsEntry("memory/working_set", "610304")
        .containsEntry("start", "1795238882637071000")
        .containsEntry("sample", "1795239001442000000");
    assertThat(view.get("namespace:batch/pod:host"))
        .containsEntry("cpu/cgroup_usage", "95346665")
        .containsEntry("memory/cgroup_working_set", "1355776")
        .containsEntry("sample", "1795238988379000000")
        .doesNotContainKeys("cpu/usage", "memory/working_set");
    assertThat(view.get("node"))
        .containsEntry("cpu/usage", "2466557487838")
        .containsEntry("memory/working_set", "1382998016");
  }

  @Test
  void decode_labelsInAnyOrderWithEscapesAndBlanks_areRead() throws Exception {
    var view =
        decode(
            """
            # HELP anything { goes

              container_swap_usage_bytes { pod = "p" , odd="a\\"}b" ,namespace="ns",container="c", }\t5\t\r
            container_cpu_usage_seconds_total{container="q\\"\\\\\\n",namespace="ns",pod="p"} 1
            unknown_family{a="b"} 1 2
            """);
    assertThat(view.get(KEY)).containsEntry("swap/usage", "5").containsEntry("sample", "0");
    assertThat(view.get("namespace:ns/pod:p/container:q\"\\\n"))
        .containsEntry("cpu/usage", "1000000000");
    assertThat(sample.malformedValues()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node_cpu_usage_seconds_total | VALUE | 1",
        "<html> | SYNTAX | 1",
        "node_cpu_usage_seconds_total{a=b} 1 | SYNTAX | 1",
        "node_cpu_usage_seconds_total NaN | VALUE | 1",
        "node_cpu_usage_seconds_total -1 | VALUE | 1",
        "node_cpu_usage_seconds_total 1e30 | VALUE | 1",
        "node_cpu_usage_seconds_total 1 -62135596800000 | TIME | 1",
        "pod_cpu_usage_seconds_total 1 | IDENTITY | 1"
      })
  void decode_badLine_isCountedByReason(String line, LineFlaw reason, int count) throws Exception {
    String good = "node_swap_usage_bytes 7\n";
    decode(good + line + "\n");
    assertThat(decoder.flawed(reason)).isEqualTo(count);
    decode(good);
    assertThat(decoder.flawed(reason)).isZero();
  }

  @Test
  void decode_scrapeError_isTold() throws Exception {
    decode("resource_scrape_error 1\n");
    assertThat(decoder.hasScrapeError()).isTrue();
    decode("scrape_error 1\n");
    assertThat(decoder.hasScrapeError()).isTrue();
    decode("resource_scrape_error 0\nscrape_error 0\nother_scrape_error 1\n");
    assertThat(decoder.hasScrapeError()).isFalse();
  }

  @Test
  void decode_times_cpuWinsOverMemoryInAnyOrder() throws Exception {
    String cpu = "container_cpu_usage_seconds_total" + CONTAINER + " 1 1000\n";
    String memory = "container_memory_working_set_bytes" + CONTAINER + " 1 2000\n";
    String swap = "container_swap_usage_bytes" + CONTAINER + " 1 3000\n";
    String start = "container_start_time_seconds" + CONTAINER + " 0.5\n";
    assertThat(decode(cpu + memory + swap + start).get(KEY))
        .containsEntry("sample", "1000000000")
        .containsEntry("start", "500000000");
    assertThat(decode(start + swap + memory + cpu).get(KEY))
        .containsEntry("sample", "1000000000")
        .containsEntry("start", "500000000");
    assertThat(decode(swap + memory).get(KEY)).containsEntry("sample", "2000000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} NaN",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} +Inf 5",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} -1",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} 1e30",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} 1 x",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"} 1 2 3",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\"}",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\" 1",
        "container_cpu_usage_seconds_total{container=\"c\" namespace=\"ns\",pod=\"p\"} 1",
        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"ns\",pod=\"p\\",
        "container_cpu_usage_seconds_total{container=c} 1",
        "container_cpu_usage_seconds_total{namespace=\"ns\",pod=\"p\"} 1",
        "container_cpu_usage_seconds_total{container=\"c\",pod=\"p\"} 1",
        "pod_cpu_usage_seconds_total{namespace=\"ns\"} 1",
        "<html>",
        "node_cpu_usage_seconds_total"
      })
  void decode_oneBadLine_losesThatLineOnly(String line) throws Exception {
    var view = decode("node_swap_usage_bytes 7\n" + line + "\nnode_memory_working_set_bytes 8\n");
    assertThat(view.get("node"))
        .containsEntry("swap/usage", "7")
        .containsEntry("memory/working_set", "8")
        .doesNotContainKey("cpu/usage");
    assertThat(view).doesNotContainKey(KEY);
    assertThat(sample.malformedValues()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "node_swap_usage_bytes 7", "a 1\nb 2", "<html>\n\n<body>\n"})
  void decode_noSuchAnswer_isRefused(String text) {
    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageStartingWith("byte ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decode_flippedBytes_decodesOrRefuses(long seed) {
    var random = new Random(seed);
    byte[] body = GoldenFiles.bytes(GoldenFiles.named("resource.txt").getFirst());
    int decoded = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] flipped = body.clone();
      for (int flips = random.nextInt(10); flips >= 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      try {
        decoder.decode(flipped, random.nextInt(flipped.length + 1), names, sample);
        assertThat(SampleView.of(sample)).isNotNull();
        decoded++;
      } catch (MalformedAnswerException e) {
        assertThat(e.byteOffset()).isBetween(0L, (long) flipped.length);
      }
    }
    assertThat(decoded).isPositive();
  }

  @Test
  void decode_sameAnswerAgain_sharesNames() throws Exception {
    String text = "container_swap_usage_bytes" + CONTAINER + " 1\n";
    decode(text);
    String name = sample.name(1);
    decode(text);
    assertThat(name).isEqualTo("c");
    assertThat(sample.name(1)).isSameAs(name);
  }

  @Test
  void decode_tooManyContainersInOnePod_isRefusedByTheBound() {
    String lines =
        IntStream.rangeClosed(0, EntityBounds.MOST_CONTAINERS_OF_POD)
            .mapToObj(i ->
                "container_memory_working_set_bytes{container=\"c"
                    + i
                    + "\","
                    + "namespace=\"ns\",pod=\"p\"} 1\n")
            .collect(Collectors.joining());

    assertThatThrownBy(() -> decode(lines))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("more than 1024 containers in one pod");
  }
}
