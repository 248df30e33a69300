package io.heapster.sinks.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.sinks.rows.EncodedRows;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.FlatValue;
import io.heapster.sinks.testing.OddBatch;
import io.heapster.sinks.testing.SinkRun;
import io.heapster.sinks.testing.UdpStandIn;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StatsdTest {
  /** A gauge as the strictest of readers wants it; none reads an exponent or a sign. */
  private static final Pattern GAUGE = Pattern.compile("([^:|\\s]+):([0-9]+(?:\\.[0-9]+)?)\\|g\n");

  private static StatsdConfig config(String text) {
    var uri = ComponentUri.parse("statsd:" + text, _ -> null);
    var options = new Options("sink statsd", uri.options());
    StatsdConfig config = StatsdConfig.from(uri.base(), options);
    assertThat(options.problems()).isEmpty();
    return config;
  }

  private static List<String> lines(String options, DataBatch batch) {
    return lines(options, ",", batch);
  }

  private static List<String> lines(String options, String labelSeparator, DataBatch batch) {
    return EncodedRows.texts(config(options).encoder(labelSeparator, new Counter()), batch);
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
  void encode_otherLabelSeparator_isFollowed() {
    DataBatch batch =
        BatchScript.at(OddBatch.TIME)
            .entity(EntityKey.Cluster.INSTANCE, Map.of("labels", "a:b,c;d:e"))
            .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_LIMIT, 1)
            .build();

    assertThat(lines("", ";", batch)).containsExactly("cluster.a.b,c.d.e.cpu/limit:1|g\n");
    assertThat(lines("?protocolType=influxstatsd", ";", batch))
        .containsExactly("cpu/limit,a=b_c,d=e:1|g\n");
  }

  @Test
  void encode_etsy_hasThePlaceInTheName() {
    assertThat(lines("", OddBatch.batch()))
        .containsExactly(
            "cluster.cpu/limit:0|g\ncluster.cpu/limit:-5|g\n",
            "namespace.shop.memory/usage:9223372036854775807|g\n",
            "node.n1_example_com.cpu/usage:1234567890123|g\n",
            "node.n1_example_com.cpu/node_utilization:0.1234565|g\n",
            "node.n1_example_com.filesystem/usage./:7|g\n",
            "node.n1_example_com.filesystem/usage./dev/sd_a:8|g\n",
            "node.n1_example_com.namespace.shop.pod.web_1.app.shop.tier_io/x.a_b_c."
                + "network/rx_rate:12345678.9|g\n",
            "node.n1_example_com.namespace.shop.pod.web_1.container.ng/inx."
                + "custom/queue_length;a_b:0.0000001|g\n",
            "node.n1_example_com.sys-container.system_slice/a_b_service.memory/rss:0|g\n");
  }

  @Test
  void encode_etsyWithPrefixAndStyle_changesUserLabelsOnly() {
    List<String> lines =
        lines(
            "?prefix=k8s.&renameLabels=app:the_app,tier.io/x:tier&labelStyle=upperCamelCase",
            OddBatch.batch());

    assertThat(lines.get(6))
        .isEqualTo(
            "k8s.node.n1_example_com.namespace.shop.pod.web_1.TheApp.shop.Tier.a_b_c."
                + "network/rx_rate:12345678.9|g\n");
    assertThat(lines("?prefix=k8s&allowedLabels=pod_name", OddBatch.batch()).get(6))
        .isEqualTo(
            "k8s.node.n1_example_com.namespace.shop.pod.web_1.network/rx_rate:12345678.9|g\n");
  }

  @Test
  void encode_influx_hasSortedLabelsBehindTheName() {
    List<String> lines = lines("?protocolType=influxstatsd&prefix=k8s.", OddBatch.batch());

    assertThat(lines.get(1))
        .isEqualTo("k8s.memory/usage,namespace_name=shop,type=ns:9223372036854775807|g\n");
    assertThat(lines.get(5))
        .isEqualTo(
            "k8s.filesystem/usage,hostname=n1.example.com,nodename=n1,resource_id=/dev/sd_a,"
                + "type=node:8|g\n");
    assertThat(lines.get(6))
        .isEqualTo(
            "k8s.network/rx_rate,app=shop,hostname=n1.example.com,nodename=n1,pod_name=web.1,"
                + "tier.io/x=a_b_c,type=pod:12345678.9|g\n");
  }

  @Test
  void encode_influxWithRenamedStyledAllowed_followsAll() {
    String options =
        "?protocolType=influxstatsd&renameLabels=nodename:the_node&labelStyle=lowerCamelCase"
            + "&allowedLabels=nodename,pod_name,resource_id";

    assertThat(lines(options, OddBatch.batch()).get(5))
        .isEqualTo("filesystem/usage,resourceId=/dev/sd_a,theNode=n1:8|g\n");
    assertThat(lines(options, OddBatch.batch()).get(6))
        .isEqualTo("network/rx_rate,podName=web.1,theNode=n1:12345678.9|g\n");
  }

  @Test
  void encode_wholeTick_isReadBackValueByValue() {
    DataBatch batch = DemoTick.demo();
    var expected = new HashMap<String, String>();
    for (FlatValue value : FlatValue.of(batch)) {
      assertThat(expected.put(identity(value), number(value.value().toString()))).isNull();
    }
    var actual = new HashMap<String, String>();
    for (String line : lines("?protocolType=influxstatsd", batch)) {
      Matcher gauge = GAUGE.matcher(line);
      assertThat(gauge.matches()).as(line).isTrue();
      assertThat(actual.put(gauge.group(1), number(gauge.group(2)))).as(line).isNull();
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static String identity(FlatValue value) {
    var tags = new TreeMap<String, String>();
    value
        .labels()
        .forEach((key, text) -> {
          if (key.equals("labels")) {
            for (String pair : text.isEmpty() ? new String[0] : text.split(",")) {
              String[] parts = pair.split(":", 2);
              tags.put(parts[0], parts[1]);
            }
          } else if (!text.isEmpty()) {
            tags.put(key, text.replaceAll("[,:=| ]", "_"));
          }
        });
    return value.metric().name()
        + tags.entrySet().stream()
            .map(tag -> "," + tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining());
  }

  private static String number(String text) {
    return new BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  @Test
  void export_datagrams_holdAsManyAsAskedAndFit() throws Exception {
    try (var server = new UdpStandIn();
        var sink = SinkRun.of("statsd:udp://127.0.0.1:" + server.port())) {
      sink.export(nodes(12));
      List<String> datagrams = server.receive(3);

      assertThat(datagrams).extracting(text -> text.lines().count()).containsExactly(5L, 5L, 2L);
      assertThat(datagrams.getLast())
          .isEqualTo("node.n10.memory/usage:10|g\nnode.n11.memory/usage:11|g");
    }
  }

  @Test
  void export_manyPerDatagram_staysWithinAFrame() throws Exception {
    try (var server = new UdpStandIn();
        var sink =
            SinkRun.of("statsd:udp://127.0.0.1:" + server.port() + "?numMetricsPerMsg=1000")) {
      sink.export(nodes(100));
      // 10 lines of 25 bytes and 90 of 27: 53 lines fit at first.
      List<String> datagrams = server.receive(2);

      assertThat(datagrams).allMatch(text -> text.length() <= 1432);
      assertThat(datagrams.stream().flatMap(String::lines)).hasSize(100);
    }
  }

  @Test
  void export_lineLargerThanADatagram_isSetAsideAlone() throws Exception {
    var huge = new EntityKey.Pod("shop", "x".repeat(70_000));
    DataBatch batch =
        BatchScript.at(OddBatch.TIME)
            .entity(EntityKey.Cluster.INSTANCE, Map.of())
            .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_LIMIT, 1)
            .entity(huge, Map.of())
            .value(huge, PlainMetrics.MEMORY_USAGE, 2)
            .build();
    try (var server = new UdpStandIn();
        var sink = SinkRun.of("statsd:udp://127.0.0.1:" + server.port())) {
      sink.export(batch);

      assertThat(server.receive(1)).containsExactly("cluster.cpu/limit:1|g");
      assertThat(sink.delivered()).isEqualTo(1);
      assertThat(sink.deadLetters()).hasSize(1);
    }
  }

  @Test
  void labelStyle_camelCase_likeHeapsters() {
    assertThat(LabelStyle.LOWER_CAMEL_CASE.apply("pod_name")).isEqualTo("podName");
    assertThat(LabelStyle.UPPER_CAMEL_CASE.apply("pod_name")).isEqualTo("PodName");
    assertThat(LabelStyle.LOWER_CAMEL_CASE.apply("_x__y_")).isEqualTo("xY");
  }

  @Test
  void config_mistakes_areAllTold() {
    assertThat(
            SinkRun.problems(
                "statsd:tcp://x?protocolType=etsystatds&numMetricsPerMsg=0&renameLabels=a&labelStyle=x"))
        .containsExactly(
            "sink statsd: option address: \"tcp://x\": expected udp://host[:port]",
            "sink statsd: option protocolType: \"etsystatds\": expected etsystatsd or influxstatsd,"
                + " did you mean \"etsystatsd\"?",
            "sink statsd: option numMetricsPerMsg: \"0\": expected a whole number from 1 to 10000",
            "sink statsd: option renameLabels: \"a\": expected old:new",
            "sink statsd: option labelStyle: \"x\": expected lowerCamelCase or upperCamelCase");
  }
}
