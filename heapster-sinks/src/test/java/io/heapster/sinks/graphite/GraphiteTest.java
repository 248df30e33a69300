package io.heapster.sinks.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.sinks.graphite.GraphiteConfig.Transport;
import io.heapster.sinks.rows.EncodedRows;
import io.heapster.sinks.socket.HostPort;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.CarbonServer;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.FlatValue;
import io.heapster.sinks.testing.OddBatch;
import io.heapster.sinks.testing.SinkRun;
import io.heapster.sinks.testing.TcpStandIn;
import io.heapster.sinks.testing.UdpStandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class GraphiteTest {
  private static final String AT = " " + OddBatch.SECONDS + "\n";

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private void read(Socket client) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
    }
  }

  private static DataBatch nodes(int count) {
    BatchScript script = BatchScript.at(OddBatch.TIME);
    for (int i = 0; i < count; i++) {
      var node = new EntityKey.Node("n" + i);
      script.entity(node, Map.of("hostname", "n" + i)).value(node, PlainMetrics.MEMORY_USAGE, i);
    }
    return script.build();
  }

  @Test
  void encode_everyKindOfEntity_hasHeapstersPath() {
    String host = "kubernetes.nodes.n1_example_com.";
    assertThat(EncodedRows.texts(new LineEncoder("kubernetes", new Counter()), OddBatch.batch()))
        .containsExactly(
            "kubernetes.cluster.cpu.limit -5" + AT,
            "kubernetes.namespaces.shop.memory.usage 9223372036854775807" + AT,
            host + "cpu.usage 1234567890123" + AT,
            host + "cpu.node_utilization 0.123456" + AT,
            host + "filesystem.usage._ 7" + AT,
            host + "filesystem.usage._dev_sd_a 8" + AT,
            host + "pods.shop.web_1.network.rx_rate 12345678.900000" + AT,
            host + "pods.shop.web_1.containers.ng_inx.custom.queue_length_a_b 0.000000" + AT,
            host + "sys-containers.system_slice_a_b_service.memory.rss 0" + AT);
  }

  @Test
  void pathPart_anythingThatEndsALine_isUnderscore() {
    assertThat(PathPart.of("a\n\r\t\0\u001c\u0085\u00a0\u2003\u2028\u3000;b"))
        .isEqualTo("a___________b");
    assertThat(PathPart.of("")).isEqualTo("_");
    assertThat(PathPart.ofMetric("a/b.c")).isEqualTo("a.b.c");
    assertThat(PathPart.of("a/b.c")).isEqualTo("a_b_c");
  }

  @Test
  void export_wholeTick_isInCarbonValueByValue() throws Exception {
    DataBatch batch = DemoTick.demo();
    var expected = new HashMap<String, Double>();
    for (FlatValue value : FlatValue.of(batch)) {
      double exact = value.value().asDouble();
      boolean whole = value.value().type() == ValueType.INT64;
      double told =
          whole ? exact : new BigDecimal(exact).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
      assertThat(expected.put(path(value), told)).as(path(value)).isNull();
    }
    try (var carbon = CarbonServer.start();
        var sink = SinkRun.of("graphite:tcp://127.0.0.1:" + carbon.port())) {
      sink.export(batch);

      assertThat(sink.delivered()).isEqualTo(expected.size());
      long seconds = batch.timestamp().getEpochSecond();
      Awaitility.await()
          .atMost(Duration.ofMinutes(8))
          .pollInterval(Duration.ofSeconds(2))
          .ignoreExceptions()
          .until(() ->
              carbon.paths() >= expected.size()
                  && carbon.values(seconds).size() >= expected.size());
      assertThat(carbon.values(seconds)).isEqualTo(expected);
    }
  }

  private static String path(FlatValue value) {
    Map<String, String> labels = value.set().labels().asMap();
    String node = "nodes." + part(labels.getOrDefault("hostname", ""));
    String pod =
        node
            + ".pods."
            + labels.get("namespace_name")
            + "."
            + part(labels.getOrDefault("pod_name", ""));
    String container = part(labels.getOrDefault("container_name", ""));
    String entity =
        switch (labels.get("type")) {
          case "cluster" -> "cluster";
          case "ns" -> "namespaces." + labels.get("namespace_name");
          case "node" -> node;
          case "pod" -> pod;
          case "pod_container" -> pod + ".containers." + container;
          case "sys_container" -> node + ".sys-containers." + container;
          default -> throw new IllegalStateException(labels.toString());
        };
    var path =
        new StringBuilder("kubernetes." + entity + "." + value.metric().name().replace('/', '.'));
    value.device().forEach((_, text) -> path.append('.').append(part(text)));
    return path.toString();
  }

  private static String part(String text) {
    return text.replace('.', '_').replace('/', '_');
  }

  @Test
  void export_smallBatchByDatagrams_isInCarbon() throws Exception {
    Instant now = DemoTick.recently();
    var node = new EntityKey.Node("n");
    DataBatch batch =
        BatchScript.at(now)
            .entity(node, Map.of("hostname", "a"))
            .value(node, PlainMetrics.MEMORY_USAGE, 42)
            .build();
    try (var carbon = CarbonServer.start();
        var sink = SinkRun.of("graphite:udp://127.0.0.1:" + carbon.udpPort() + "?prefix=x.y")) {
      sink.export(batch);

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !carbon.values(now.getEpochSecond()).isEmpty());
      assertThat(carbon.values(now.getEpochSecond()))
          .isEqualTo(Map.of("x.y.nodes.a.memory.usage", 42.0));
    }
  }

  @Test
  void export_udp_packsLinesIntoFrames() throws Exception {
    try (var server = new UdpStandIn();
        var sink = SinkRun.of("graphite:udp://127.0.0.1:" + server.port())) {
      sink.export(nodes(100));

      // Lines of 45 and 47 bytes.
      List<String> datagrams = server.receive(4);
      assertThat(String.join("", datagrams).lines()).hasSize(100);
      assertThat(datagrams).allMatch(text -> text.length() <= 1432 && text.endsWith("\n"));
    }
  }

  @Test
  void export_severalBatches_shareOneConnection() throws Exception {
    try (var server = TcpStandIn.start(0, this::read)) {
      try (var sink = SinkRun.of("graphite:tcp://127.0.0.1:" + server.port())) {
        sink.export(nodes(2));
        sink.export(nodes(2));
      }
      Awaitility.await().until(() -> lines.size() == 4);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void export_peerHungUp_losesNothingSilently() throws Exception {
    try (var server = TcpStandIn.start(0, this::read)) {
      try (var sink = SinkRun.of("graphite:tcp://127.0.0.1:" + server.port())) {
        sink.export(nodes(1));
        Awaitility.await().until(() -> lines.size() == 1);
        server.hangUp();
        lines.clear();

        Awaitility.await()
            .ignoreExceptions()
            .until(() -> {
              sink.export(nodes(1));
              return true;
            });
      }
      Awaitility.await().until(() -> !lines.isEmpty());
      assertThat(lines).containsExactly("kubernetes.nodes.n0.memory.usage 0 " + OddBatch.SECONDS);
    }
  }

  @Test
  void export_serverDead_failsAndPassesOnceItIsBack() throws Exception {
    var first = TcpStandIn.start(0, this::read);
    int port = first.port();
    first.close();
    try (var sink = SinkRun.of("graphite:tcp://127.0.0.1:" + port)) {
      assertThatThrownBy(() -> sink.export(nodes(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + port + ": cannot be connected to");
      try (var _ = TcpStandIn.start(port, this::read)) {
        sink.export(nodes(1));
        Awaitility.await().until(() -> lines.size() == 1);
      }
    }
  }

  @Test
  void config_addresses_haveHeapstersDefaults() {
    assertThat(config("tcp://graphite")).isEqualTo(made(Transport.TCP, "graphite", 2003));
    assertThat(config("udp://my_host:9")).isEqualTo(made(Transport.UDP, "my_host", 9));
    assertThat(config("tcp://:2004")).isEqualTo(made(Transport.TCP, "localhost", 2004));
    assertThat(config("tcp://[::1]:2004")).isEqualTo(made(Transport.TCP, "::1", 2004));
    assertThat(config("tcp://host:")).isEqualTo(made(Transport.TCP, "host", 2003));
  }

  private static GraphiteConfig made(Transport transport, String host, int port) {
    return new GraphiteConfig(transport, new HostPort(host, port), "kubernetes");
  }

  private static GraphiteConfig config(String text) {
    var uri = ComponentUri.parse("graphite:" + text, _ -> null);
    var options = new Options("sink graphite", uri.options());
    GraphiteConfig config = GraphiteConfig.from(uri.base(), options);
    assertThat(options.problems()).isEmpty();
    return config;
  }

  @Test
  void config_mistakes_areTold() {
    assertThat(SinkRun.problems("graphite")).hasSize(1);
    assertThat(SinkRun.problems("graphite:nop://x?prefix=a..b"))
        .containsExactly(
            "sink graphite: option address: \"nop://x\": expected tcp or udp://host[:port]",
            "sink graphite: option prefix: \"a..b\": expected names joined by dots, without space"
                + " or ;");
    assertThat(SinkRun.problems("graphite:tcp://x:70000")).hasSize(1);
  }
}
