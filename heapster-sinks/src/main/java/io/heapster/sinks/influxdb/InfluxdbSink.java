package io.heapster.sinks.influxdb;

import io.heapster.core.config.Options;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.kind.SinkFactory;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.RowSink;

/** Puts the sink together: line protocol, sent by the client of the API that is chosen. */
public final class InfluxdbSink {
  /** The kind's name as users write it. */
  public static final String KEY = "influxdb";

  /**
   * As Heapster did. A 1.6 server on the same two cores took 155,000 lines a second in requests of
   * 10,000 or 20,000, 105,000 in requests of 5,000 (2026-11-21, single runs on a busy machine).
   */
  private static final int ROWS = 10_000;

  /** Some 10,000 lines of one value; keeps wide ones well below the 25 MB that servers take. */
  private static final int BYTES = 4 << 20;

  private InfluxdbSink() {}

  /** Reads the options of {@code --sink=influxdb:...}. */
  public static SinkFactory configure(String base, Options options) {
    InfluxdbConfig config = InfluxdbConfig.from(base, options);
    return context -> create(config, context);
  }

  static DataSink create(InfluxdbConfig config, SinkContext context) {
    var lines =
        new LineEncoder(
            config.schema(),
            config.clusterName(),
            config.disableCounterMetrics(),
            context.telemetry().counter(SelfMetric.VALUES_DROPPED, "not_finite"));
    return new RowSink(
        context.name(),
        config.ownMetrics()
            ? new OwnMetricsEncoder(lines, context.telemetry(), config.clusterName())
            : lines,
        sender(config, context),
        new RowLimits(ROWS, BYTES, config.concurrency(), context.callTimeout()),
        context.deadLetters(),
        context.telemetry(),
        context.time());
  }

  private static RowSender sender(InfluxdbConfig config, SinkContext context) {
    var channel = new LineChannel(config, context.callTimeout());
    var replies = new Replies(context.name());
    return config.v2() == null
        ? new InfluxdbV1Sender(config, channel, replies)
        : new InfluxdbV2Sender(config, config.v2(), channel, replies);
  }
}
