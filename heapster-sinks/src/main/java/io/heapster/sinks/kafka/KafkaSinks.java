package io.heapster.sinks.kafka;

import io.heapster.core.config.Options;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.kind.SinkFactory;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSink;

/** Makes Kafka sinks from their URIs. */
public final class KafkaSinks {
  /** What users name it. */
  public static final String KEY = "kafka";

  /** Rows and bytes of one call; two are under way, so that the brokers never wait for us. */
  private static final int CHUNK_ROWS = 10_000;

  private static final int CHUNK_BYTES = 4 << 20;
  private static final int CONCURRENCY = 2;

  private KafkaSinks() {}

  /** Reads a sink's URI; problems are left in the options. */
  public static SinkFactory configure(String base, Options options) {
    KafkaConfig config = KafkaConfig.from(base, options);
    return context -> sink(config, context);
  }

  private static RowSink sink(KafkaConfig config, SinkContext context) {
    var settings = new ClientSettings(config, "heapster-" + context.name(), context.callTimeout());
    return new RowSink(
        context.name(),
        encoder(config, context),
        new KafkaSender(new KafkaCluster(settings), settings, context.time()),
        new RowLimits(CHUNK_ROWS, CHUNK_BYTES, CONCURRENCY, context.callTimeout()),
        context.deadLetters(),
        context.telemetry(),
        context.time());
  }

  private static RowEncoder encoder(KafkaConfig config, SinkContext context) {
    var oddities =
        new Oddities(
            context.name(), context.telemetry().counter(SelfMetric.VALUES_DROPPED, "not_finite"));
    return switch (config.format()) {
      case VALUE -> new ValueEncoder(config.clusterName(), oddities);
      case BATCH -> new BatchEncoder(config.clusterName(), oddities);
    };
  }
}
