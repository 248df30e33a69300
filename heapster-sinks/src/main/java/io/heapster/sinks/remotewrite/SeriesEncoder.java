package io.heapster.sinks.remotewrite;

import io.heapster.core.metric.Metric;
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
import org.jspecify.annotations.Nullable;

/**
 * One row a value: a {@code TimeSeries} with one sample, as the field of a {@code WriteRequest}, so
 * that rows one after the other are a request. The time is the batch's, in milliseconds; integers
 * become doubles, exact up to 2^53.
 */
final class SeriesEncoder implements RowEncoder {
  private final RemoteWriteConfig config;
  private final JoinedLabels joined;

  SeriesEncoder(RemoteWriteConfig config, String labelSeparator) {
    this.config = config;
    this.joined = new JoinedLabels(config.labels(), labelSeparator);
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new SeriesVisitor(batch.timestamp().toEpochMilli(), out));
  }

  private byte[] name(Metric metric) {
    var label = new ProtoBuffer();
    SeriesLabels.label(label, SeriesLabels.NAME, PrometheusNames.metric(config.prefix(), metric));
    return label.toByteArray();
  }

  private SeriesLabels labels(Labels entity, Labels device) {
    return SeriesLabels.of(config.cluster(), joined, entity, device);
  }

  private final class SeriesVisitor implements ValueWalk.Visitor {
    private final long millis;
    private final RowWriter out;
    private final MetricBytes names = new MetricBytes(SeriesEncoder.this::name);
    private final ProtoBuffer row = new ProtoBuffer();
    private Labels entity = Labels.EMPTY;
    private SeriesLabels plain;
    private @Nullable Labels device;
    private SeriesLabels ofDevice;

    SeriesVisitor(long millis, RowWriter out) {
      this.millis = millis;
      this.out = out;
      this.plain = labels(entity, Labels.EMPTY);
      this.ofDevice = plain;
    }

    @Override
    public void entity(EntityTable table, int at) {
      entity = table.labels(at);
      plain = labels(entity, Labels.EMPTY);
      device = null;
    }

    @Override
    public void value(Metric metric, Labels ofValue, Column values, int at)
        throws IOException, InterruptedException {
      SeriesLabels labels = ofValue.isEmpty() ? plain : ofDevice(ofValue);
      row.clear();
      int series = row.open(1);
      row.raw(labels.before());
      row.raw(names.of(metric));
      row.raw(labels.behind());
      int sample = row.open(2);
      row.float64(1, values.doubleAt(at));
      row.int64(2, millis);
      row.close(sample);
      row.close(series);
      out.put(row.array(), 0, row.length());
      out.endRow();
    }

    private SeriesLabels ofDevice(Labels labels) {
      if (!labels.equals(device)) {
        device = labels;
        ofDevice = SeriesEncoder.this.labels(entity, labels);
      }
      return ofDevice;
    }
  }
}
