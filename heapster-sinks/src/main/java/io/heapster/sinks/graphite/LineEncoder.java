package io.heapster.sinks.graphite;

import io.heapster.core.metric.LabelKeys;
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
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One row a value: {@code <prefix>.<path> <value> <seconds>}, paths as Heapster made them. Integers
 * are decimal, doubles have six decimals; what is no number (Graphite has no way to say it) is left
 * out. A device's values have its labels as last parts of the path.
 */
final class LineEncoder implements RowEncoder {
  private static final int DECIMALS = 6;

  private final String prefix;

  LineEncoder(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new LineVisitor(batch.timestamp().getEpochSecond(), out));
  }

  private final class LineVisitor implements ValueWalk.Visitor {
    private final long seconds;
    private final RowWriter out;
    private String path = "";

    LineVisitor(long seconds, RowWriter out) {
      this.seconds = seconds;
      this.out = out;
    }

    @Override
    public void entity(EntityTable table, int row) {
      path = prefix + "." + path(table.key(row), table.labels(row)) + ".";
    }

    @Override
    public void value(Metric metric, Labels device, Column values, int at)
        throws IOException, InterruptedException {
      if (values.type() == ValueType.DOUBLE && !Double.isFinite(values.doubleAt(at))) {
        return;
      }
      out.put(path);
      out.put(PathPart.ofMetric(metric.name()));
      for (int i = 0; i < device.size(); i++) {
        out.put((byte) '.');
        out.put(PathPart.of(device.value(i)));
      }
      out.put((byte) ' ');
      if (values.type() == ValueType.INT64) {
        out.putLong(values.longAt(at));
      } else {
        out.put(sixDecimals(values.doubleAt(at)));
      }
      out.put((byte) ' ');
      out.putLong(seconds);
      out.put((byte) '\n');
      out.endRow();
    }
  }

  private static String path(EntityKey key, Labels labels) {
    return switch (key) {
      case EntityKey.Cluster() -> "cluster";
      case EntityKey.Namespace(String name) -> "namespaces." + PathPart.of(name);
      case EntityKey.Node _ -> host(labels);
      case EntityKey.Pod pod -> pod(pod, labels);
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) ->
          pod(pod, labels) + ".containers." + PathPart.of(name);
      case EntityKey.SystemContainer(EntityKey.Node _, String name) ->
          host(labels) + ".sys-containers." + PathPart.of(name);
    };
  }

  private static String host(Labels labels) {
    String host = labels.get(LabelKeys.HOSTNAME);
    return "nodes." + PathPart.of(host == null ? "" : host);
  }

  private static String pod(EntityKey.Pod pod, Labels labels) {
    return host(labels) + ".pods." + PathPart.of(pod.namespace()) + "." + PathPart.of(pod.name());
  }

  private static String sixDecimals(double value) {
    return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
