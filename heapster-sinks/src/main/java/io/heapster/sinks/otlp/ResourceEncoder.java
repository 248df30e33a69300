package io.heapster.sinks.otlp;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.proto.ProtoBuffer;
import io.heapster.sinks.rows.JoinedLabels;
import io.heapster.sinks.rows.MetricBytes;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/**
 * One row an entity: a {@code ResourceMetrics} as the field of an {@code
 * ExportMetricsServiceRequest}, so that rows one after the other are a request. Counters are
 * monotonic cumulative sums since the entity's collection start, all else are gauges. The time is
 * the batch's.
 */
final class ResourceEncoder implements RowEncoder {
  private static final int CUMULATIVE = 2;

  private final OtlpConfig config;
  private final JoinedLabels labels;

  ResourceEncoder(OtlpConfig config, String labelSeparator) {
    this.config = config;
    this.labels = new JoinedLabels(config.labels(), labelSeparator);
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new ResourceVisitor(batch.timestamp(), out));
  }

  private byte[] nameAndUnit(Metric metric) {
    var fields = new ProtoBuffer();
    fields.text(1, config.prefix() + metric.name().replace('/', '.'));
    fields.text(3, UcumUnits.of(metric));
    return fields.toByteArray();
  }

  private final class ResourceVisitor implements ValueWalk.Visitor {
    private final long nanos;
    private final RowWriter out;
    private final ProtoBuffer row = new ProtoBuffer();
    private final MetricBytes names = new MetricBytes(ResourceEncoder.this::nameAndUnit);

    /** The points of each labelled metric, to be gathered from all devices. */
    private final ProtoBuffer[] points = new ProtoBuffer[MetricCatalog.LABELED.size()];

    private long startNanos;
    private int resource;
    private int scope;
    private int values;

    ResourceVisitor(Instant timestamp, RowWriter out) {
      this.nanos = timestamp.getEpochSecond() * 1_000_000_000L + timestamp.getNano();
      this.out = out;
      Arrays.setAll(points, _ -> new ProtoBuffer());
    }

    @Override
    public void entity(EntityTable table, int at) {
      // A start past the end is a kubelet's clock gone ahead; zero says that it is not known.
      long start = table.collectionStart().longAt(at, 0);
      startNanos = start <= nanos ? start : 0;
      values = 0;
      row.clear();
      resource = row.open(1);
      int attributes = row.open(1);
      Attributes.ofEntity(row, config.cluster(), labels, table.kind(), table.labels(at));
      row.close(attributes);
      scope = row.open(2);
      int name = row.open(1);
      row.text(1, "io.heapster");
      row.close(name);
    }

    @Override
    public void value(Metric metric, Labels device, Column column, int at) {
      values++;
      if (metric.labeled()) {
        point(points[metric.index()], metric, device, column, at);
        return;
      }
      int opened = openMetric(metric);
      int data = openData(metric);
      point(row, metric, device, column, at);
      closeData(metric, data);
      row.close(opened);
    }

    @Override
    public void end() throws IOException, InterruptedException {
      if (values == 0) {
        return;
      }
      for (Metric metric : MetricCatalog.LABELED) {
        ProtoBuffer gathered = points[metric.index()];
        if (gathered.length() > 0) {
          int opened = openMetric(metric);
          int data = openData(metric);
          row.raw(gathered);
          closeData(metric, data);
          row.close(opened);
          gathered.clear();
        }
      }
      row.close(scope);
      row.close(resource);
      out.put(row.array(), 0, row.length());
      out.endRow();
    }

    private int openMetric(Metric metric) {
      int opened = row.open(2);
      row.raw(names.of(metric));
      return opened;
    }

    private int openData(Metric metric) {
      return row.open(metric.isCumulative() ? 7 : 5);
    }

    private void closeData(Metric metric, int data) {
      if (metric.isCumulative()) {
        row.int64(2, CUMULATIVE);
        row.int64(3, 1);
      }
      row.close(data);
    }

    private void point(ProtoBuffer into, Metric metric, Labels device, Column column, int at) {
      int point = into.open(1);
      if (metric.isCumulative() && startNanos > 0) {
        into.fixed64(2, startNanos);
      }
      into.fixed64(3, nanos);
      if (column.type() == ValueType.DOUBLE) {
        into.float64(4, column.doubleAt(at));
      } else {
        into.fixed64(6, column.longAt(at));
      }
      Attributes.ofDevice(into, device);
      into.close(point);
    }
  }
}
