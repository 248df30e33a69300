package io.heapster.sinks.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.Counter;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.rows.MetricBytes;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.ValueWalk;
import java.io.IOException;

/**
 * One row a value: {@code <prefix>.<path> <value> <seconds>}, paths as Heapster made them. Integers
 * are decimal, doubles have six decimals; what is no number (Graphite has no way to say it) is left
 * out and counted. A device's values have its labels as last parts of the path.
 */
final class LineEncoder implements RowEncoder {
  private final String prefix;
  private final Counter notFinite;

  LineEncoder(String prefix, Counter notFinite) {
    this.prefix = prefix;
    this.notFinite = notFinite;
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    ValueWalk.of(batch, new LineVisitor(batch.timestamp().getEpochSecond(), out));
  }

  private final class LineVisitor implements ValueWalk.Visitor {
    private final long seconds;
    private final RowWriter out;
    private final MetricBytes names =
        new MetricBytes(metric -> PathPart.ofMetric(metric.name()).getBytes(UTF_8));
    private byte[] path = new byte[0];
    private Labels device = Labels.EMPTY;

    /** What stands behind the metric's name for the device of the last value. */
    private byte[] behind = new byte[0];

    LineVisitor(long seconds, RowWriter out) {
      this.seconds = seconds;
      this.out = out;
    }

    @Override
    public void entity(EntityTable table, int row) {
      String text = prefix + "." + path(table.key(row), table.labels(row)) + ".";
      path = text.getBytes(UTF_8);
    }

    @Override
    public void value(Metric metric, Labels ofValue, Column values, int at)
        throws IOException, InterruptedException {
      if (values.type() == ValueType.DOUBLE && !Double.isFinite(values.doubleAt(at))) {
        notFinite.inc();
        return;
      }
      out.put(path);
      out.put(names.of(metric));
      out.put(behind(ofValue));
      out.put((byte) ' ');
      if (values.type() == ValueType.INT64) {
        out.putLong(values.longAt(at));
      } else {
        SixDecimals.write(values.doubleAt(at), out);
      }
      out.put((byte) ' ');
      out.putLong(seconds);
      out.put((byte) '\n');
      out.endRow();
    }

    private byte[] behind(Labels ofValue) {
      if (!ofValue.equals(device)) {
        device = ofValue;
        behind = parts(ofValue).getBytes(UTF_8);
      }
      return behind;
    }
  }

  private static String parts(Labels device) {
    var parts = new StringBuilder();
    device.forEach((_, value) -> parts.append('.').append(PathPart.of(value)));
    return parts.toString();
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
}
