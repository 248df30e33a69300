package io.heapster.sinks.opentsdb;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.json.JsonBytes;
import io.heapster.sinks.json.JsonNumbers;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;
import java.util.HashMap;

/**
 * One row a value: a point as JSON, after a comma, so that rows one after the other are a JSON
 * array but for its brackets. Names hold nothing that JSON would want escaped. Values that are no
 * numbers (OpenTSDB has no way to say it) are left out.
 */
final class PointEncoder implements RowEncoder {
  private final String cluster;
  private final JsonBytes json = new JsonBytes();

  PointEncoder(String cluster) {
    this.cluster = OpenTsdbNames.tag(cluster);
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new PointVisitor(batch.timestamp().getEpochSecond(), out));
  }

  private final class PointVisitor implements ValueWalk.Visitor {
    private final long seconds;
    private final RowWriter out;
    private Labels entity = Labels.EMPTY;
    private byte[] tags = new byte[0];

    PointVisitor(long seconds, RowWriter out) {
      this.seconds = seconds;
      this.out = out;
    }

    @Override
    public void entity(EntityTable table, int row) {
      entity = table.labels(row);
      tags = tags(entity);
    }

    @Override
    public void value(Metric metric, Labels device, Column values, int at)
        throws IOException, InterruptedException {
      if (!JsonNumbers.isFinite(values, at)) {
        return;
      }
      out.put(",{\"metric\":\"");
      out.put(OpenTsdbNames.metric(metric));
      out.put("\",\"timestamp\":");
      out.putLong(seconds);
      out.put(",\"value\":");
      JsonNumbers.writePlain(values, at, out);
      out.put(",\"tags\":");
      out.put(device.isEmpty() ? tags : tags(entity.with(device.asMap())));
      out.put((byte) '}');
      out.endRow();
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
