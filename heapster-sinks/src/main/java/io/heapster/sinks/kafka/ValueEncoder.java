package io.heapster.sinks.kafka;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.json.JsonBytes;
import io.heapster.sinks.json.JsonNumbers;
import io.heapster.sinks.json.JsonTime;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import java.io.IOException;
import java.util.List;

/**
 * One message a value, byte for byte as Heapster wrote it. What an entity's messages share, its
 * labels above all, is encoded once and copied.
 */
final class ValueEncoder implements RowEncoder {
  private final String cluster;
  private final Oddities oddities;

  ValueEncoder(String cluster, Oddities oddities) {
    this.cluster = cluster;
    this.oddities = oddities;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    var run = new Run(batch, lane, out);
    for (EntityKind kind : EntityKind.values()) {
      run.table(batch.table(kind));
    }
    oddities.endBatch();
  }

  /** Columns beside the start of their messages, up to the value. */
  private record Starts(Column[] columns, byte[][] starts) {
    static Starts of(List<Metric> metrics, List<Column> columns) {
      byte[][] starts = new byte[metrics.size()][];
      var json = new JsonBytes();
      for (int i = 0; i < starts.length; i++) {
        json.clear().raw("{\"MetricsName\":").quoted(metrics.get(i).name());
        starts[i] = json.raw(",\"MetricsValue\":{\"value\":").copy();
      }
      return new Starts(columns.toArray(Column[]::new), starts);
    }
  }

  /** One batch. */
  private final class Run {
    private final NodeOfRows nodes;
    private final byte[][] keys;
    private final MessageFrame frame;
    private final RowWriter out;
    private final byte[] middle;
    private final JsonBytes tags = new JsonBytes();

    Run(DataBatch batch, Lane lane, RowWriter out) {
      this.nodes = new NodeOfRows(batch);
      this.keys = MessageFrame.keys(cluster, batch.nodes());
      this.frame = new MessageFrame(lane, batch.timestamp());
      this.out = out;
      this.middle =
          new JsonBytes()
              .raw("},\"MetricsTimestamp\":")
              .quoted(JsonTime.text(batch.timestamp()))
              .raw(",\"MetricsTags\":")
              .copy();
    }

    void table(EntityTable table) throws IOException, InterruptedException {
      LabeledSeries series = table.series();
      List<Metric> metrics = table.metrics();
      Starts plain = Starts.of(metrics, metrics.stream().map(table::column).toList());
      List<Metric> labeled = series.metrics();
      Starts perDevice = Starts.of(labeled, labeled.stream().map(series::column).toList());
      for (int row = 0; row < table.size(); row++) {
        byte[] key = keys[nodes.node(table.kind(), row) + 1];
        tags.clear().object(table.labels(row));
        values(plain, row, key);
        for (int at = series.first(row); at < series.end(row); at++) {
          tags.clear().object(table.labels(row), series.labels(at));
          values(perDevice, at, key);
        }
      }
    }

    private void values(Starts of, int row, byte[] key) throws IOException, InterruptedException {
      for (int i = 0; i < of.columns.length; i++) {
        Column column = of.columns[i];
        if (!column.has(row)) {
          continue;
        }
        if (!JsonNumbers.isFinite(column, row)) {
          oddities.notFinite();
          continue;
        }
        frame.begin(key, out);
        out.put(of.starts[i]);
        JsonNumbers.write(column, row, out);
        out.put(middle);
        out.put(tags.array(), 0, tags.length());
        out.put((byte) '}');
        out.endRow();
      }
    }
  }
}
