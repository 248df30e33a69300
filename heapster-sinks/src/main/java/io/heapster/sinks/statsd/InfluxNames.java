package io.heapster.sinks.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.rows.JoinedLabels;
import io.heapster.sinks.rows.MetricBytes;
import io.heapster.sinks.rows.RowWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names with all labels behind them, sorted: {@code cpu/usage,pod_name=web,type=pod}. Kubernetes
 * labels stand one by one; empty values, which no reader takes, are left out.
 */
final class InfluxNames implements GaugeNames {
  private static final String FURTHER = ",= ";

  private final StatsdConfig config;
  private final String labelSeparator;
  private final MetricBytes names;
  private Labels entity = Labels.EMPTY;
  private byte[] ofEntity = new byte[0];
  private @Nullable Labels device;

  /** The tags of the device of the last value that had one. */
  private byte[] ofDevice = new byte[0];

  InfluxNames(StatsdConfig config, String labelSeparator) {
    this.config = config;
    this.labelSeparator = labelSeparator;
    this.names =
        new MetricBytes(
            metric -> GaugeNames.safe(config.prefix() + metric.name(), FURTHER).getBytes(UTF_8));
  }

  @Override
  public void entity(EntityKey key, Labels labels) {
    entity = labels;
    device = null;
    ofEntity = tags(labels);
  }

  @Override
  public void put(Metric metric, Labels ofValue, RowWriter out) {
    out.put(names.of(metric));
    out.put(ofValue.isEmpty() ? ofEntity : ofDevice(ofValue));
  }

  private byte[] ofDevice(Labels labels) {
    if (!labels.equals(device)) {
      device = labels;
      ofDevice = tags(entity.with(labels.asMap()));
    }
    return ofDevice;
  }

  private byte[] tags(Labels labels) {
    var sorted = new TreeMap<String, String>();
    labels.forEach((key, value) -> {
      if (!config.allowed().isEmpty() && !config.allowed().contains(key)) {
        return;
      }
      if (key.equals(LabelKeys.LABELS)) {
        JoinedLabels.split(value, labelSeparator, (label, text) -> add(sorted, label, text));
      } else {
        add(sorted, key, value);
      }
    });
    var text = new StringBuilder();
    sorted.forEach((key, value) -> text.append(',').append(key).append('=').append(value));
    return text.toString().getBytes(UTF_8);
  }

  private void add(Map<String, String> sorted, String key, String value) {
    if (!value.isEmpty()) {
      String name = config.labelStyle().apply(config.renamed().getOrDefault(key, key));
      sorted.put(GaugeNames.safe(name, FURTHER), GaugeNames.safe(value, FURTHER));
    }
  }
}
