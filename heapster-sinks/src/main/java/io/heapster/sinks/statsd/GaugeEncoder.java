package io.heapster.sinks.statsd;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;

/**
 * One row a value: {@code <name>:<value>|g} and a newline. Doubles are plain decimals, never with
 * an exponent; what is no number is left out. A negative gauge is preceded by a zero, because a
 * sign means a change to the last value.
 */
final class GaugeEncoder implements RowEncoder {
  private final StatsdConfig config;

  GaugeEncoder(StatsdConfig config) {
    this.config = config;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    GaugeNames names =
        switch (config.protocol()) {
          case ETSY -> new EtsyNames(config);
          case INFLUX -> new InfluxNames(config);
        };
    ValueWalk.of(batch, new GaugeVisitor(names, out));
  }

  private record GaugeVisitor(GaugeNames names, RowWriter out) implements ValueWalk.Visitor {
    @Override
    public void entity(EntityTable table, int row) {
      EntityKey key = table.key(row);
      names.entity(key, table.labels(row));
    }

    @Override
    public void value(Metric metric, Labels device, Column values, int at)
        throws IOException, InterruptedException {
      if (values.type() == ValueType.DOUBLE && !Double.isFinite(values.doubleAt(at))) {
        return;
      }
      String name = names.of(metric, device);
      if (values.doubleAt(at) < 0) {
        out.put(name);
        out.put(":0|g\n");
      }
      out.put(name);
      out.put((byte) ':');
      if (values.type() == ValueType.INT64) {
        out.putLong(values.longAt(at));
      } else {
        out.putPlainDouble(values.doubleAt(at));
      }
      out.put("|g\n");
      out.endRow();
    }
  }
}
