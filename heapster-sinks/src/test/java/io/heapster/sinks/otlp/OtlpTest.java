package io.heapster.sinks.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.FlatValue;
import io.heapster.sinks.testing.HttpStandIn;
import io.heapster.sinks.testing.HttpStandIn.Answer;
import io.heapster.sinks.testing.OddBatch;
import io.heapster.sinks.testing.SinkRun;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OtlpTest {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("type", "heapster.entity.type"),
          Map.entry("nodename", "k8s.node.name"),
          Map.entry("hostname", "host.name"),
          Map.entry("host_id", "host.id"),
          Map.entry("container_name", "k8s.container.name"),
          Map.entry("container_base_image", "container.image.name"),
          Map.entry("pod_id", "k8s.pod.uid"),
          Map.entry("pod_name", "k8s.pod.name"),
          Map.entry("namespace_name", "k8s.namespace.name"),
          Map.entry("namespace_id", "k8s.namespace.uid"),
          Map.entry("schedulable", "heapster.node.schedulable"),
          Map.entry("labels", "heapster.labels"),
          Map.entry("interface", "network.interface.name"),
          Map.entry("persistentvolumeclaim", "k8s.persistentvolumeclaim.name"));

  private final HttpStandIn server = HttpStandIn.start(_ -> Answer.of(200, ""));

  @AfterEach
  void stop() {
    server.close();
  }

  private SinkRun sink(String options) {
    return SinkRun.of("otlp:" + server.uri() + options);
  }

  /** What arrived, read with the generated classes; fields nobody knows are mistakes. */
  private static List<ResourceMetrics> resources(HttpStandIn.Call call) {
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.target()).isEqualTo("/v1/metrics");
    assertThat(call.header("Content-Type")).isEqualTo("application/x-protobuf");
    try {
      ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(call.content());
      assertThat(request.getUnknownFields().asMap()).isEmpty();
      return request.getResourceMetricsList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> text(List<KeyValue> attributes) {
    var text = new TreeMap<String, String>();
    for (KeyValue pair : attributes) {
      assertThat(pair.getValue().hasStringValue()).isTrue();
      assertThat(text.put(pair.getKey(), pair.getValue().getStringValue())).isNull();
    }
    return text;
  }

  @Test
  void export_wholeTick_arrivesValueByValue() throws Exception {
    DataBatch batch = DemoTick.demo();
    try (var sink = sink("?labels=joined&batchsize=100&cluster=demo")) {
      sink.export(batch);

      assertThat(sink.delivered()).isEqualTo(batch.size());
      assertThat(server.calls()).hasSizeGreaterThan(8);
      assertThat(server.calls().getFirst().header("Content-Encoding")).isEqualTo("gzip");
    }
    var expected = new HashMap<Map<String, String>, String>();
    for (FlatValue value : FlatValue.of(batch)) {
      assertThat(expected.put(identity(value), value.value().toString())).isNull();
    }
    var actual = new HashMap<Map<String, String>, String>();
    for (HttpStandIn.Call call : server.calls()) {
      resources(call).forEach(resource -> read(batch, resource, actual));
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static Map<String, String> identity(FlatValue value) {
    var identity = new TreeMap<String, String>();
    value
        .labels()
        .forEach((key, text) -> {
          if (!text.isEmpty()) {
            identity.put(NAMES.getOrDefault(key, key), text);
          }
        });
    identity.put("k8s.cluster.name", "demo");
    identity.put("", "heapster." + value.metric().name().replace('/', '.'));
    if (value.metric().isCumulative()) {
      value
          .set()
          .collectionStart()
          .ifPresent(start ->
              identity.put(
                  "start",
                  Long.toString(start.getEpochSecond() * 1_000_000_000 + start.getNano())));
    }
    return identity;
  }

  private static void read(
      DataBatch batch, ResourceMetrics resource, Map<Map<String, String>, String> into) {
    Map<String, String> entity = text(resource.getResource().getAttributesList());
    assertThat(resource.getScopeMetricsList()).hasSize(1);
    assertThat(resource.getScopeMetrics(0).getScope().getName()).isEqualTo("io.heapster");
    var names = new HashSet<String>();
    for (Metric metric : resource.getScopeMetrics(0).getMetricsList()) {
      assertThat(names.add(metric.getName())).as(metric.getName() + " twice").isTrue();
      for (NumberDataPoint point : points(metric)) {
        var identity = new TreeMap<>(entity);
        identity.putAll(text(point.getAttributesList()));
        identity.put("", metric.getName());
        if (point.getStartTimeUnixNano() != 0) {
          identity.put("start", Long.toString(point.getStartTimeUnixNano()));
        }
        assertThat(point.getTimeUnixNano())
            .isEqualTo(batch.timestamp().getEpochSecond() * 1_000_000_000);
        String value =
            point.hasAsInt()
                ? Long.toString(point.getAsInt())
                : Double.toString(point.getAsDouble());
        assertThat(into.put(identity, value)).isNull();
      }
    }
  }

  private static List<NumberDataPoint> points(Metric metric) {
    if (metric.hasGauge()) {
      return metric.getGauge().getDataPointsList();
    }
    assertThat(metric.hasSum()).isTrue();
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    return metric.getSum().getDataPointsList();
  }

  @Test
  void export_node_isResourceWithSumsGaugesAndDevices() throws Exception {
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());
    }
    ResourceMetrics node = resources(server.calls().getFirst()).get(2);

    assertThat(text(node.getResource().getAttributesList()))
        .containsOnly(
            Map.entry("heapster.entity.type", "node"),
            Map.entry("host.name", "n1.example.com"),
            Map.entry("k8s.cluster.name", "k8s-cluster"),
            Map.entry("k8s.node.name", "n1"));
    List<Metric> metrics = node.getScopeMetrics(0).getMetricsList();
    assertThat(metrics)
        .extracting(Metric::getName, Metric::getUnit)
        .containsExactly(
            tuple("heapster.cpu.usage", "ns"),
            tuple("heapster.cpu.node_utilization", "1"),
            tuple("heapster.filesystem.usage", "By"));
    NumberDataPoint cpu = metrics.getFirst().getSum().getDataPoints(0);
    assertThat(cpu.getAsInt()).isEqualTo(1_234_567_890_123L);
    assertThat(cpu.getTimeUnixNano() - cpu.getStartTimeUnixNano())
        .isEqualTo(Duration.ofSeconds(100).toNanos());
    assertThat(metrics.getLast().getGauge().getDataPointsList())
        .extracting(point -> text(point.getAttributesList()) + " " + point.getAsInt())
        .containsExactly("{resource_id=/} 7", "{resource_id=/dev/sd a} 8");
  }

  @Test
  void export_pod_hasItsLabelsOneByOne() throws Exception {
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());
    }
    ResourceMetrics pod = resources(server.calls().getFirst()).get(3);

    assertThat(text(pod.getResource().getAttributesList()))
        .containsEntry("k8s.pod.label.app", "shop")
        .containsEntry("k8s.pod.label.tier.io/x", "a=b|c")
        .doesNotContainKey("labels");
  }

  @Test
  void unitOf_everyStandardMetric_isUcum() {
    assertThat(UcumUnits.of(PlainMetrics.CPU_USAGE_RATE)).isEqualTo("{millicore}");
    assertThat(UcumUnits.of(PlainMetrics.NETWORK_RX_RATE)).isEqualTo("By/s");
    assertThat(UcumUnits.of(LabeledMetrics.FILESYSTEM_INODES)).isEqualTo("1");
    assertThat(UcumUnits.of(OddBatch.QUEUE)).isEmpty();
    assertThat(OddBatch.QUEUE.valueType()).isEqualTo(ValueType.DOUBLE);
  }

  @Test
  void export_partialSuccess_countsWhatWasDropped() throws Exception {
    var partial =
        ExportMetricsPartialSuccess.newBuilder().setRejectedDataPoints(3).setErrorMessage("old");
    byte[] body =
        ExportMetricsServiceResponse.newBuilder().setPartialSuccess(partial).build().toByteArray();
    server.answer(_ -> new Answer(200, body, Map.of("Content-Type", "application/x-protobuf")));
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());

      assertThat(sink.dropped()).isEqualTo(3);
      assertThat(sink.delivered()).isEqualTo(3);
    }
  }

  @Test
  void export_warningOnly_isAccepted() throws Exception {
    var partial = ExportMetricsPartialSuccess.newBuilder().setErrorMessage("deprecated");
    byte[] body =
        ExportMetricsServiceResponse.newBuilder().setPartialSuccess(partial).build().toByteArray();
    server.answer(_ -> new Answer(200, body, Map.of()));
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());
      server.answer(_ -> Answer.of(200, "{}"));
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(12);
    }
  }

  @Test
  void export_badRequestWithStatus_isRefusedAndOtherwiseHeld() throws Exception {
    byte[] status = {8, 3, 18, 2, 'n', 'o'};
    var protobuf = Map.of("Content-Type", "application/x-protobuf");
    try (var sink = sink("")) {
      server.answer(call -> new Answer(resources(call).size() > 1 ? 400 : 200, status, protobuf));
      sink.export(OddBatch.batch());
      assertThat(sink.delivered()).isEqualTo(6);

      server.answer(_ -> Answer.of(400, "{}").with("Content-Type", "application/json"));
      sink.export(OddBatch.batch());
      assertThat(sink.deadLetters()).hasSize(6);

      server.answer(_ -> Answer.of(400, "bad gateway configuration"));
      assertThatThrownBy(() -> sink.export(OddBatch.batch()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("bad gateway configuration");
      server.answer(_ -> new Answer(400, new byte[] {8}, protobuf));
      assertThatThrownBy(() -> sink.export(OddBatch.batch())).isInstanceOf(SinkHeldException.class);
      assertThat(sink.deadLetters()).hasSize(6);
    }
  }

  @Test
  void export_oneEntityTheServerFailsAt_isSetAsideAfterSomePatience() throws Exception {
    server.answer(call -> Answer.of(holdsPod(call) ? 500 : 200, "panic"));
    try (var sink = sink("")) {
      for (int i = 1; i < Indigestible.PATIENCE; i++) {
        assertThatThrownBy(() -> sink.export(OddBatch.batch())).hasMessageContaining("panic");
      }
      sink.export(OddBatch.batch());

      assertThat(sink.deadLetters())
          .isNotEmpty()
          .allSatisfy(letter -> assertThat(letter.reason()).contains("HTTP status 500: panic"));
      assertThat(sink.delivered() + sink.deadLetters().size()).isEqualTo(6);
      assertThat(sink.delivered()).isPositive();
    }
  }

  @Test
  void export_serverFailsAtEverything_nothingIsGivenUp() throws Exception {
    server.answer(_ -> Answer.of(500, "disk full"));
    try (var sink = sink("")) {
      for (int i = 0; i < Indigestible.PATIENCE * 3; i++) {
        assertThatThrownBy(() -> sink.export(OddBatch.batch())).hasMessageContaining("disk full");
      }
      server.answer(_ -> Answer.of(200, ""));
      sink.export(OddBatch.batch());

      assertThat(sink.deadLetters()).isEmpty();
      assertThat(sink.delivered()).isEqualTo(6);
    }
  }

  @Test
  void export_gatewayFails_isRetriedForEver() throws Exception {
    server.answer(call -> Answer.of(holdsPod(call) ? 502 : 200, ""));
    try (var sink = sink("")) {
      for (int i = 0; i < Indigestible.PATIENCE * 3; i++) {
        assertThatThrownBy(() -> sink.export(OddBatch.batch())).isInstanceOf(IOException.class);
      }
      assertThat(sink.deadLetters()).isEmpty();
    }
  }

  private static boolean holdsPod(HttpStandIn.Call call) {
    return resources(call).stream()
        .anyMatch(
            each -> text(each.getResource().getAttributesList()).containsKey("k8s.pod.label.app"));
  }

  @Test
  void export_tooLarge_isHalvedUntilItPasses() throws Exception {
    server.answer(call -> Answer.of(resources(call).size() > 2 ? 413 : 200, ""));
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(6);
      assertThat(sink.deadLetters()).isEmpty();
    }
    assertThat(server.calls()).hasSize(7);
  }

  @Test
  void export_unauthorizedThenBusyThenBack_isTypedAndPasses() throws Exception {
    try (var sink = sink("/?token=t&gzip=false&header=X-Key:%20k")) {
      server.answer(_ -> Answer.of(401, "who?"));
      assertThatThrownBy(() -> sink.export(OddBatch.batch()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("who?");
      server.answer(_ -> Answer.of(429, "").with("Retry-After", "3"));
      assertThatThrownBy(() -> sink.export(OddBatch.batch()))
          .isInstanceOfSatisfying(
              RetryLaterException.class,
              e -> assertThat(e.after()).contains(Duration.ofSeconds(3)));
      server.answer(_ -> Answer.of(200, ""));
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(6);
    }
    HttpStandIn.Call last = server.calls().getLast();
    assertThat(last.header("Authorization")).isEqualTo("Bearer t");
    assertThat(last.header("X-Key")).isEqualTo("k");
    assertThat(last.header("Content-Encoding")).isEmpty();
    assertThat(resources(last)).hasSize(6);
  }
}
