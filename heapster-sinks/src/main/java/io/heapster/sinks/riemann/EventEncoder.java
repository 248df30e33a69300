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
import io.heapster.sinks.rows.MetricBytes;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row a value: an {@code Event} as the field of a {@code Msg}, so that rows one after the other
 * are a message. Attributes are the entity's labels and, which win, the device's.
 */
final class EventEncoder implements RowEncoder {
  private static final int EVENTS = 6;

  /** The fields that all events have. */
  private final byte[] same;

  EventEncoder(RiemannConfig config) {
    var fields = new ProtoBuffer();
    if (!config.state().isEmpty()) {
      fields.text(2, config.state());
    }
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
    private final MetricBytes names = new MetricBytes(EventEncoder::name);

    /** The fields of the entity begun: its host and attributes. */
    private final ProtoBuffer ofEntity = new ProtoBuffer();

    private final ProtoBuffer ofDevice = new ProtoBuffer();
    private Labels entity = Labels.EMPTY;
    private @Nullable Labels device;

    EventVisitor(long seconds, RowWriter out) {
      this.seconds = seconds;
      this.out = out;
    }

    @Override
    public void entity(EntityTable table, int at) {
      entity = table.labels(at);
      device = null;
      encode(entity, ofEntity);
    }

    @Override
    public void value(Metric metric, Labels ofValue, Column values, int at)
        throws IOException, InterruptedException {
      row.clear();
      int event = row.open(EVENTS);
      row.int64(1, seconds);
      row.raw(names.of(metric));
      row.raw(same);
      row.raw(ofValue.isEmpty() ? ofEntity : ofDevice(ofValue));
      if (values.type() == ValueType.INT64) {
        row.sint64(13, values.longAt(at));
      } else {
        row.float64(14, values.doubleAt(at));
      }
      row.close(event);
      out.put(row.array(), 0, row.length());
      out.endRow();
    }

    private ProtoBuffer ofDevice(Labels labels) {
      if (!labels.equals(device)) {
        device = labels;
        encode(entity.with(labels.asMap()), ofDevice);
      }
      return ofDevice;
    }
  }

  private static void encode(Labels labels, ProtoBuffer into) {
    into.clear();
    into.text(4, Objects.requireNonNullElse(labels.get(LabelKeys.HOSTNAME), ""));
    for (int i = 0; i < labels.size(); i++) {
      int attribute = into.open(9);
      into.text(1, labels.key(i));
      into.text(2, labels.value(i));
      into.close(attribute);
    }
  }

  private static byte[] name(Metric metric) {
    var field = new ProtoBuffer();
    field.text(3, metric.name());
    return field.toByteArray();
  }
}
