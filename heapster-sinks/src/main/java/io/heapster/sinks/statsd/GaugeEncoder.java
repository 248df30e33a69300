package io.heapster.sinks.statsd;

import com.codahale.metrics.Counter;
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
 * an exponent; what is no number is left out and counted. A negative gauge is preceded by a zero,
 * because a sign means a change to the last value.
 */
final class GaugeEncoder implements RowEncoder {
  private final StatsdConfig config;
  private final String labelSeparator;
  private final Counter notFinite;

  GaugeEncoder(StatsdConfig config, String labelSeparator, Counter notFinite) {
    this.config = config;
    this.labelSeparator = labelSeparator;
    this.notFinite = notFinite;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    GaugeNames names =
        switch (config.protocol()) {
          case ETSY -> new EtsyNames(config, labelSeparator);
          case INFLUX -> new InfluxNames(config, labelSeparator);
        };
    ValueWalk.of(batch, new GaugeVisitor(names, out, notFinite));
  }

  private record GaugeVisitor(GaugeNames names, RowWriter out, Counter notFinite)
      implements ValueWalk.Visitor {
    @Override
    public void entity(EntityTable table, int row) {
      EntityKey key = table.key(row);
      names.entity(key, table.labels(row));
    }

    @Override
    public void value(Metric metric, Labels device, Column values, int at)
        throws IOException, InterruptedException {
      if (values.type() == ValueType.DOUBLE && !Double.isFinite(values.doubleAt(at))) {
        notFinite.inc();
        return;
      }
      if (values.doubleAt(at) < 0) {
        names.put(metric, device, out);
        out.put(":0|g\n");
      }
      names.put(metric, device, out);
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
