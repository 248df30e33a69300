package io.heapster.sinks.influxdb;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.SummingTimer;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.telemetry.Telemetry.Series;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The daemon's own metrics behind a batch's lines, so that a dashboard about the daemon needs no
 * other database: measurement {@code heapster_...}, field {@code value}, always a float. Summaries
 * become {@code _count} and {@code _sum} (seconds). Only behind fresh batches: what the daemon
 * shows now says nothing about the time of an old one.
 */
final class OwnMetricsEncoder implements RowEncoder {
  private static final double NANOS_PER_SECOND = 1e9;

  private final RowEncoder lines;
  private final Telemetry telemetry;
  private final String clusterName;

  /** One line to be. */
  private record Line(String name, Series series, double value) {}

  /**
   * @param lines of the batch
   */
  OwnMetricsEncoder(RowEncoder lines, Telemetry telemetry, String clusterName) {
    this.lines = lines;
    this.telemetry = telemetry;
    this.clusterName = clusterName;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    lines.encode(batch, lane, out);
    if (lane == Lane.FRESH) {
      long time = LineEncoder.epochNanos(batch.timestamp());
      for (Line line : collected()) {
        write(line, time, out);
      }
    }
  }

  private List<Line> collected() {
    var collected = new ArrayList<Line>();
    telemetry.forEach((series, metric) -> add(series, metric, collected));
    return collected;
  }

  private static void add(Series series, Metric metric, List<Line> to) {
    String name = series.metric().text();
    switch (metric) {
      case SummingTimer timer -> {
        to.add(new Line(name + "_count", series, timer.getCount()));
        to.add(new Line(name + "_sum", series, timer.sumNanos() / NANOS_PER_SECOND));
      }
      case Counting counter -> to.add(new Line(name, series, counter.getCount()));
      case Gauge<?> gauge when gauge.getValue() instanceof Number number ->
          to.add(new Line(name, series, number.doubleValue()));
      default -> {}
    }
  }

  private void write(Line line, long time, RowWriter out) throws IOException, InterruptedException {
    if (!Double.isFinite(line.value)) {
      return; // a gauge that knows nothing yet
    }
    out.put(LineText.MEASUREMENT.bytes(line.name));
    for (Map.Entry<String, String> tag : tags(line.series).entrySet()) {
      out.put((byte) ',');
      out.put(LineText.KEY.bytes(tag.getKey()));
      out.put((byte) '=');
      out.put(LineText.KEY.bytes(tag.getValue()));
    }
    out.put(" value=");
    out.putPlainDouble(line.value);
    out.put((byte) ' ');
    out.putLong(time);
    out.put((byte) '\n');
    out.endRow();
  }

  private Map<String, String> tags(Series series) {
    var tags = new TreeMap<String, String>();
    SelfMetric metric = series.metric();
    for (int i = 0; i < metric.labelNames().size(); i++) {
      String value = series.labelValues().get(i);
      if (!value.isEmpty()) {
        tags.put(metric.labelNames().get(i), value);
      }
    }
    tags.put(TagBlock.CLUSTER_NAME, clusterName);
    return tags;
  }
}
