package io.heapster.sinks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.sun.management.ThreadMXBean;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.graphite.GraphiteConfig;
import io.heapster.sinks.opentsdb.OpenTsdbConfig;
import io.heapster.sinks.otlp.OtlpConfig;
import io.heapster.sinks.remotewrite.RemoteWriteConfig;
import io.heapster.sinks.riemann.RiemannConfig;
import io.heapster.sinks.statsd.StatsdConfig;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.OddBatch;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At 1,000 nodes a tick has over a million values: none of them may cost an object of its own. */
final class EncoderGarbageTest {
  private static final int NODES = 500;
  private static final List<Metric> WHOLE =
      List.of(
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_CACHE,
          PlainMetrics.NETWORK_RX,
          PlainMetrics.NETWORK_TX,
          PlainMetrics.UPTIME);
  private static final List<Metric> FRACTIONS =
      List.of(
          PlainMetrics.NETWORK_RX_RATE,
          PlainMetrics.NETWORK_TX_RATE,
          PlainMetrics.CPU_NODE_UTILIZATION);

  /** Below any object; names of metrics are made once a batch. */
  private static final long FEW_BYTES = 8;

  /** Digits of fractions come from the JDK as texts; Graphite's have a fixed number of them. */
  private static Stream<Arguments> encoders() {
    return Stream.of(
        encoder("graphite:tcp://h:1", GraphiteConfig::from, 0.25),
        encoder("statsd:udp://h:1", StatsdConfig::from, 2),
        encoder("statsd:udp://h:1?protocolType=influxstatsd", StatsdConfig::from, 2),
        encoder("opentsdb:http://h:1", OpenTsdbConfig::from, 2),
        encoder("riemann:tcp://h:1", RiemannConfig::from, 0.25),
        encoder("otlp:http://h:1", OtlpConfig::from, 0.25),
        encoder("prometheus-remote-write:http://h:1", RemoteWriteConfig::from, 0.25));
  }

  private static Arguments encoder(
      String text, BiFunction<String, Options, RowOutput> kind, double fraction) {
    var uri = ComponentUri.parse(text, _ -> null);
    RowOutput output = kind.apply(uri.base(), new Options("sink", uri.options()));
    return Arguments.of(text, output.encoder(",", new Counter()), fraction);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encoders")
  void encode_manyValues_makesNoObjectForEach(String text, RowEncoder encoder, double fraction)
      throws Exception {
    DataBatch few = batch(1, 0, fraction);
    DataBatch many = batch(WHOLE.size(), FRACTIONS.size(), fraction);
    long more = allocated(encoder, many) - allocated(encoder, few);

    int values = NODES * (WHOLE.size() + FRACTIONS.size() - 1);
    assertThat(more / values).as(text).isLessThan(FEW_BYTES);
  }

  private static DataBatch batch(int whole, int fractions, double fraction) {
    BatchScript script = BatchScript.at(OddBatch.TIME);
    for (int i = 0; i < NODES; i++) {
      var node = new EntityKey.Node("n" + i);
      script.entity(node, Map.of(LabelKeys.HOSTNAME, "n" + i));
      WHOLE.subList(0, whole).forEach(metric -> script.value(node, metric, 1_000_000));
      FRACTIONS.subList(0, fractions).forEach(metric -> script.value(node, metric, fraction));
    }
    return script.build();
  }

  private static long allocated(RowEncoder encoder, DataBatch batch) throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var buffer = new RowBuffer();
    encode(encoder, batch, buffer);
    long before = threads.getCurrentThreadAllocatedBytes();
    encode(encoder, batch, buffer);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void encode(RowEncoder encoder, DataBatch batch, RowBuffer buffer)
      throws Exception {
    var writer =
        new RowWriter(
            1000,
            1 << 20,
            buffer,
            chunk -> {
              chunk.clear();
              return chunk;
            });
    encoder.encode(batch, Lane.FRESH, writer);
    writer.flush();
  }
}
