package io.heapster.sinks.remotewrite;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.proto.ProtoBuffer;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row a value: a {@code TimeSeries} with one sample, as the field of a {@code WriteRequest}, so
 * that rows one after the other are a request. The time is the batch's, in milliseconds; integers
 * become doubles, exact up to 2^53.
 */
final class SeriesEncoder implements RowEncoder {
  /** More than the catalogue holds; custom metrics come and go. */
  private static final int MAX_NAMES = 4096;

  private final RemoteWriteConfig config;
  private final Map<String, byte[]> names = new HashMap<>();

  SeriesEncoder(RemoteWriteConfig config) {
    this.config = config;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    if (names.size() > MAX_NAMES) {
      names.clear();
    }
    ValueWalk.of(batch, new SeriesVisitor(batch.timestamp().toEpochMilli(), out));
  }

  private byte[] name(Metric metric) {
    // By kind, too: a custom metric may change it.
    String key = metric.isCumulative() ? metric.name() + "\n" : metric.name();
    return names.computeIfAbsent(
        key,
        _ -> {
          var label = new ProtoBuffer();
          SeriesLabels.label(
              label, SeriesLabels.NAME, PrometheusNames.metric(config.prefix(), metric));
          return label.toByteArray();
        });
  }

  private final class SeriesVisitor implements ValueWalk.Visitor {
    private final long millis;
    private final RowWriter out;
    private final ProtoBuffer row = new ProtoBuffer();
    private Labels entity = Labels.EMPTY;
    private SeriesLabels plain;
    private @Nullable Labels device;
    private SeriesLabels ofDevice;

    SeriesVisitor(long millis, RowWriter out) {
      this.millis = millis;
      this.out = out;
      this.plain = SeriesLabels.of(config, entity, Labels.EMPTY);
      this.ofDevice = plain;
    }

    @Override
    public void entity(EntityTable table, int at) {
      entity = table.labels(at);
      plain = SeriesLabels.of(config, entity, Labels.EMPTY);
      device = null;
    }

    @Override
    public void value(Metric metric, Labels ofValue, Column values, int at)
        throws IOException, InterruptedException {
      SeriesLabels labels = ofValue.isEmpty() ? plain : device(ofValue);
      row.clear();
      int series = row.open(1);
      row.raw(labels.before());
      row.raw(name(metric));
      row.raw(labels.behind());
      int sample = row.open(2);
      row.float64(1, values.doubleAt(at));
      row.int64(2, millis);
      row.close(sample);
      row.close(series);
      out.put(row.array(), 0, row.length());
      out.endRow();
    }

    private SeriesLabels device(Labels labels) {
      if (!labels.equals(device)) {
        device = labels;
        ofDevice = SeriesLabels.of(config, entity, labels);
      }
      return ofDevice;
    }
  }
}
