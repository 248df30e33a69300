package io.heapster.sinks.influxdb;

import com.codahale.metrics.Counter;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A batch in line protocol, one row a line, nanoseconds. Entity by entity: the tags are put
 * together once and copied for each of its values. Numbers that are not finite have no form in line
 * protocol; they are left out and counted.
 */
final class LineEncoder implements RowEncoder {
  private static final byte[] EMPTY = {};

  private final Schema schema;
  private final String clusterName;
  private final Counter notFinite;
  private final Set<Metric> leftOut;
  private final TagBlock entityTags = new TagBlock();
  private final TagBlock deviceTags = new TagBlock();

  /** Ends of the lines of the batch at hand. */
  private byte[] integerTail = EMPTY;

  private byte[] tail = EMPTY;

  /**
   * @param notFinite counts the values left out
   */
  LineEncoder(Schema schema, String clusterName, boolean disableCounterMetrics, Counter notFinite) {
    this.schema = schema;
    this.clusterName = clusterName;
    this.notFinite = notFinite;
    this.leftOut =
        disableCounterMetrics
            ? Stream.concat(MetricCatalog.RATES.stream(), MetricCatalog.LABELED_RATES.stream())
                .map(MetricCatalog.Rate::counter)
                .collect(Collectors.toUnmodifiableSet())
            : Set.of();
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    tail = (" " + epochNanos(batch.timestamp()) + "\n").getBytes(StandardCharsets.US_ASCII);
    integerTail =
        ("i" + new String(tail, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    for (EntityKind kind : EntityKind.values()) {
      encode(batch.table(kind), out);
    }
  }

  private void encode(EntityTable table, RowWriter out) throws IOException, InterruptedException {
    LabeledSeries series = table.series();
    LineField[] plain = fields(table.metrics(), table::column);
    LineField[] labeled = fields(series.metrics(), series::column);
    byte[] kind = LineText.MEASUREMENT.bytes(table.kind().type());
    for (int row = 0; row < table.size(); row++) {
      entityTags.set(table.labels(row), clusterName);
      lines(kind, plain, row, entityTags, out);
      int end = labeled.length == 0 ? 0 : series.end(row);
      for (int device = series.first(row); device < end; device++) {
        deviceTags.set(entityTags, series.labels(device));
        lines(kind, labeled, device, deviceTags, out);
      }
    }
  }

  private void lines(byte[] kind, LineField[] fields, int row, TagBlock tags, RowWriter out)
      throws IOException, InterruptedException {
    if (schema == Schema.WIDE) {
      wideLine(kind, fields, row, tags, out);
    } else {
      valueLines(fields, row, tags, out);
    }
  }

  private void valueLines(LineField[] fields, int row, TagBlock tags, RowWriter out)
      throws IOException, InterruptedException {
    for (LineField field : fields) {
      if (!isWritable(field, row)) {
        continue;
      }
      out.put(field.measurement);
      out.put(tags.bytes(), 0, tags.length());
      out.put((byte) ' ');
      out.put(field.key);
      if (field.integer) {
        out.putLong(field.values.longAt(row));
        out.put(integerTail);
      } else {
        out.putPlainDouble(field.values.doubleAt(row));
        out.put(tail);
      }
      out.endRow();
    }
  }

  private void wideLine(byte[] kind, LineField[] fields, int row, TagBlock tags, RowWriter out)
      throws IOException, InterruptedException {
    byte separator = ' ';
    for (LineField field : fields) {
      if (!isWritable(field, row)) {
        continue;
      }
      if (separator == ' ') {
        out.put(kind);
        out.put(tags.bytes(), 0, tags.length());
      }
      out.put(separator);
      separator = ',';
      out.put(field.key);
      if (field.integer) {
        out.putLong(field.values.longAt(row));
        out.put((byte) 'i');
      } else {
        out.putPlainDouble(field.values.doubleAt(row));
      }
    }
    if (separator == ',') {
      out.put(tail);
      out.endRow();
    }
  }

  private boolean isWritable(LineField field, int row) {
    if (!field.values.has(row)) {
      return false;
    }
    if (!field.integer && !Double.isFinite(field.values.doubleAt(row))) {
      notFinite.inc();
      return false;
    }
    return true;
  }

  private LineField[] fields(List<Metric> metrics, Function<Metric, Column> values) {
    return metrics.stream()
        .filter(metric -> !leftOut.contains(metric))
        .map(metric -> LineField.of(metric, values.apply(metric), schema))
        .toArray(LineField[]::new);
  }

  private static long epochNanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
