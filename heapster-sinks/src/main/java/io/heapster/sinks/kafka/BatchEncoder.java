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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message for a node and tick, in columns, and one for what belongs to no node. The form is
 * described in {@code docs/kafka-batch-format.md}.
 */
final class BatchEncoder implements RowEncoder {
  /** A message that reached this many bytes is followed by another; brokers take 1 MiB. */
  static final int FULL_BYTES = 512 << 10;

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final String cluster;
  private final Oddities oddities;

  BatchEncoder(String cluster, Oddities oddities) {
    this.cluster = cluster;
    this.oddities = oddities;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    var run = new Run(batch, lane, out);
    for (int node = NodeOfRows.NONE; node < batch.nodes().size(); node++) {
      run.messages(node);
    }
    oddities.endBatch();
  }

  /** A table of the batch beside how each of its tables in a message begins. */
  private record Source(EntityTable table, Column[] plain, Column[] perDevice, byte[] head) {
    static Source of(EntityTable table) {
      LabeledSeries series = table.series();
      List<Metric> metrics = table.metrics();
      List<Metric> labeled = series.metrics();
      var head = new JsonBytes().raw("{\"type\":").quoted(table.kind().type());
      names(head.raw(",\"metrics\":["), metrics);
      names(head.raw("],\"seriesMetrics\":["), labeled);
      return new Source(
          table,
          metrics.stream().map(table::column).toArray(Column[]::new),
          labeled.stream().map(series::column).toArray(Column[]::new),
          head.raw("],\"entities\":[").copy());
    }

    private static void names(JsonBytes into, List<Metric> metrics) {
      String comma = "";
      for (Metric metric : metrics) {
        into.raw(comma).quoted(metric.name());
        comma = ",";
      }
    }

    boolean hasValue(int row) {
      if (table.series().first(row) < table.series().end(row)) {
        return true;
      }
      for (Column column : plain) {
        if (column.has(row)) {
          return true;
        }
      }
      return false;
    }
  }

  /** One batch. */
  private final class Run {
    private final NodeOfRows nodes;
    private final Map<EntityKind, Source> sources = new EnumMap<>(EntityKind.class);
    private final EntityTable nodeTable;
    private final byte[][] keys;
    private final MessageFrame frame;
    private final RowWriter out;
    private final byte[] timestamp;
    private final JsonBytes json = new JsonBytes();

    /** What the table begun holds; null between messages. */
    private @Nullable Source open;

    private int part;

    Run(DataBatch batch, Lane lane, RowWriter out) {
      this.nodes = new NodeOfRows(batch);
      this.nodeTable = batch.nodes();
      this.keys = MessageFrame.keys(cluster, nodeTable);
      this.frame = new MessageFrame(lane, batch.timestamp());
      this.out = out;
      this.timestamp = json.quoted(JsonTime.text(batch.timestamp())).copy();
      for (EntityKind kind : EntityKind.values()) {
        sources.put(kind, Source.of(batch.table(kind)));
      }
    }

    void messages(int node) throws IOException, InterruptedException {
      part = 0;
      for (Source source : sources.values()) {
        EntityKind kind = source.table.kind();
        int count = nodes.count(kind, node);
        for (int i = 0; i < count; i++) {
          int row = nodes.row(kind, node, i);
          if (source.hasValue(row)) {
            place(node, source);
            entity(source, row);
          }
        }
      }
      if (open != null) {
        end(true);
      }
    }

    /** Makes ready for an entity: in the table begun, in a new one or in a new message. */
    private void place(int node, Source source) throws IOException, InterruptedException {
      if (open != null && out.rowLength() >= FULL_BYTES) {
        end(false);
      }
      if (open == source) {
        out.put((byte) ',');
        return;
      }
      if (open == null) {
        begin(node);
      } else {
        out.put("]},");
      }
      out.put(source.head);
      open = source;
    }

    private void begin(int node) {
      frame.begin(keys[node + 1], out);
      json.clear().raw("{\"v\":1,\"cluster\":").quoted(cluster);
      if (node != NodeOfRows.NONE) {
        json.raw(",\"node\":").quoted(MessageFrame.name(nodeTable, node));
      }
      putJson();
      out.put(",\"timestamp\":");
      out.put(timestamp);
      out.put(",\"part\":");
      out.putLong(part++);
      out.put(",\"tables\":[");
    }

    private void end(boolean last) throws IOException, InterruptedException {
      out.put(last ? "]}],\"last\":true}" : "]}],\"last\":false}");
      out.endRow();
      open = null;
    }

    private void entity(Source source, int row) {
      EntityTable table = source.table;
      json.clear().raw("{\"key\":").quoted(table.key(row).text());
      json.raw(",\"labels\":").object(table.labels(row));
      putJson();
      values(source.plain, row);
      LabeledSeries series = table.series();
      int first = series.first(row);
      for (int at = first; at < series.end(row); at++) {
        out.put(at == first ? ",\"series\":[" : ",");
        json.clear().raw("{\"labels\":").object(series.labels(at));
        putJson();
        values(source.perDevice, at);
        out.put(at == series.end(row) - 1 ? "}]" : "}");
      }
      out.put((byte) '}');
    }

    private void values(Column[] columns, int row) {
      out.put(",\"values\":[");
      for (int i = 0; i < columns.length; i++) {
        if (i > 0) {
          out.put((byte) ',');
        }
        value(columns[i], row);
      }
      out.put((byte) ']');
    }

    private void value(Column column, int row) {
      if (!column.has(row)) {
        out.put(NULL);
      } else if (JsonNumbers.isFinite(column, row)) {
        JsonNumbers.write(column, row, out);
      } else {
        oddities.notFinite();
        out.put(NULL);
      }
    }

    private void putJson() {
      out.put(json.array(), 0, json.length());
    }
  }
}
