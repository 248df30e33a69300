package io.heapster.sinks.riemann;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
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

/**
 * One row a value: an {@code Event} as the field of a {@code Msg}, so that rows one after the other
 * are a message. Attributes are the entity's labels and, which win, the device's.
 */
final class EventEncoder implements RowEncoder {
  private static final int EVENTS = 6;

  private final RiemannConfig config;
  private final byte[] same;

  EventEncoder(RiemannConfig config) {
    this.config = config;
    var fields = new ProtoBuffer();
    config.tags().forEach(tag -> fields.text(7, tag));
    fields.float32(8, config.ttlSeconds());
    this.same = fields.toByteArray();
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new EventVisitor(batch.timestamp().getEpochSecond(), out));
  }

  private final class EventVisitor implements ValueWalk.Visitor {
    private final long seconds;
    private final RowWriter out;
    private final ProtoBuffer row = new ProtoBuffer();
    private final ProtoBuffer attributes = new ProtoBuffer();
    private Labels entity = Labels.EMPTY;

    EventVisitor(long seconds, RowWriter out) {
      this.seconds = seconds;
      this.out = out;
    }

    @Override
    public void entity(EntityTable table, int at) {
      entity = table.labels(at);
      encode(entity);
    }

    @Override
    public void value(Metric metric, Labels device, Column values, int at)
        throws IOException, InterruptedException {
      String host = entity.get(LabelKeys.HOSTNAME);
      row.clear();
      int event = row.open(EVENTS);
      row.int64(1, seconds);
      if (!config.state().isEmpty()) {
        row.text(2, config.state());
      }
      row.text(3, metric.name());
      row.text(4, host == null ? "" : host);
      row.raw(same);
      if (device.isEmpty()) {
        row.raw(attributes);
      } else {
        encode(entity.with(device.asMap()));
        row.raw(attributes);
        encode(entity);
      }
      if (values.type() == ValueType.INT64) {
        row.sint64(13, values.longAt(at));
      } else {
        row.float64(14, values.doubleAt(at));
      }
      row.close(event);
      out.put(row.array(), 0, row.length());
      out.endRow();
    }

    private void encode(Labels labels) {
      attributes.clear();
      for (int i = 0; i < labels.size(); i++) {
        int attribute = attributes.open(9);
        attributes.text(1, labels.key(i));
        attributes.text(2, labels.value(i));
        attributes.close(attribute);
      }
    }
  }
}
