package io.heapster.sinks.opentsdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.codahale.metrics.Counter;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.json.JsonBytes;
import io.heapster.sinks.json.JsonNumbers;
import io.heapster.sinks.rows.MetricBytes;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * One row a value: a point as JSON, after a comma, so that rows one after the other are a JSON
 * array but for its brackets. Names hold nothing that JSON would want escaped. Values that are no
 * numbers (OpenTSDB has no way to say it) are left out and counted.
 */
final class PointEncoder implements RowEncoder {
  private final String cluster;
  private final Counter notFinite;
  private final JsonBytes json = new JsonBytes();

  PointEncoder(String cluster, Counter notFinite) {
    this.cluster = OpenTsdbNames.tag(cluster);
    this.notFinite = notFinite;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new PointVisitor(batch.timestamp().getEpochSecond(), out));
  }

  private final class PointVisitor implements ValueWalk.Visitor {
    private final long seconds;
    private final RowWriter out;
    private final MetricBytes names =
        new MetricBytes(metric -> OpenTsdbNames.metric(metric).getBytes(US_ASCII));
    private Labels entity = Labels.EMPTY;
    private byte[] tags = new byte[0];
    private @Nullable Labels device;

    /** The tags of the device of the last value that had one. */
    private byte[] ofDevice = new byte[0];

    PointVisitor(long seconds, RowWriter out) {
      this.seconds = seconds;
      this.out = out;
    }

    @Override
    public void entity(EntityTable table, int row) {
      entity = table.labels(row);
      tags = tags(entity);
      device = null;
    }

    @Override
    public void value(Metric metric, Labels ofValue, Column values, int at)
        throws IOException, InterruptedException {
      if (!JsonNumbers.isFinite(values, at)) {
        notFinite.inc();
        return;
      }
      out.put(",{\"metric\":\"");
      out.put(names.of(metric));
      out.put("\",\"timestamp\":");
      out.putLong(seconds);
      out.put(",\"value\":");
      JsonNumbers.writePlain(values, at, out);
      out.put(",\"tags\":");
      out.put(ofValue.isEmpty() ? tags : ofDevice(ofValue));
      out.put((byte) '}');
      out.endRow();
    }

    private byte[] ofDevice(Labels labels) {
      if (!labels.equals(device)) {
        device = labels;
        ofDevice = tags(entity.with(labels.asMap()));
      }
      return ofDevice;
    }
  }

  private byte[] tags(Labels labels) {
    var valid = new HashMap<String, String>();
    labels.forEach((key, value) -> {
      if (!value.isEmpty()) {
        valid.put(OpenTsdbNames.tag(key), OpenTsdbNames.tag(value));
      }
    });
    valid.put("cluster", cluster);
    return json.clear().object(Labels.of(valid)).copy();
  }
}
