package io.heapster.app;

import io.heapster.app.config.HeapsterConfig;
import io.heapster.app.config.SecretMask;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.influxdb.InfluxdbSink;
import io.heapster.sinks.influxdb.history.HistoryLimits;
import io.heapster.sinks.influxdb.history.InfluxdbHistory;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the historical source says: one of the sinks, which can answer.
 *
 * @param database null when there is no historical source
 */
record HistoryParts(@Nullable InfluxdbConfig database) {
  private static final HistoryParts NONE = new HistoryParts(null);

  static HistoryParts read(HeapsterConfig config, Findings findings) {
    ComponentUri wanted = config.api().historicalSource();
    if (wanted == null) {
      return NONE;
    }
    String name = "--historical-source \"" + SecretMask.mask(wanted) + '"';
    if (!config.sinks().contains(wanted)) {
      findings.problem(name + ": no sink has exactly this text; configured are " + sinks(config));
      return NONE;
    }
    if (!wanted.key().equals(InfluxdbSink.KEY)) {
      findings.problem(
          name
              + ": this sink cannot be asked about the past, only influxdb can; configured are "
              + sinks(config));
      return NONE;
    }
    // What is wrong with its options is told of the sink.
    var options = new Options("sink " + wanted.key(), wanted.options());
    InfluxdbConfig database = InfluxdbConfig.from(wanted.base(), options);
    if (database.v2() != null) {
      findings.problem(
          name
              + ": the past can be read over InfluxDB's v1 API only; configured are "
              + sinks(config));
      return NONE;
    }
    return new HistoryParts(database);
  }

  private static String sinks(HeapsterConfig config) {
    return config.sinks().isEmpty()
        ? "none"
        : config.sinks().stream().map(SecretMask::mask).collect(Collectors.joining(", "));
  }

  /** The way to the database, which is not connected to yet; null when there is none. */
  @Nullable InfluxdbHistory open() {
    return database == null ? null : new InfluxdbHistory(database, HistoryLimits.DEFAULT);
  }
}
