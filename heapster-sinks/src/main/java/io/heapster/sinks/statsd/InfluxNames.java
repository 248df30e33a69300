package io.heapster.sinks.statsd;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.rows.JoinedLabels;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names with all labels behind them, sorted: {@code cpu/usage,pod_name=web,type=pod}. Kubernetes
 * labels stand one by one; empty values, which no reader takes, are left out.
 */
final class InfluxNames implements GaugeNames {
  private static final String FURTHER = ",= ";

  private final StatsdConfig config;
  private Labels entity = Labels.EMPTY;
  private String behind = "";

  InfluxNames(StatsdConfig config) {
    this.config = config;
  }

  @Override
  public void entity(EntityKey key, Labels labels) {
    entity = labels;
    behind = tags(labels);
  }

  @Override
  public String of(Metric metric, Labels device) {
    String tags = device.isEmpty() ? behind : tags(entity.with(device.asMap()));
    return GaugeNames.safe(config.prefix() + metric.name(), FURTHER) + tags;
  }

  private String tags(Labels labels) {
    var sorted = new TreeMap<String, String>();
    labels.forEach((key, value) -> {
      if (!config.allowed().isEmpty() && !config.allowed().contains(key)) {
        return;
      }
      if (key.equals(LabelKeys.LABELS)) {
        JoinedLabels.split(value, ",", (label, text) -> add(sorted, label, text));
      } else {
        add(sorted, key, value);
      }
    });
    var text = new StringBuilder();
    sorted.forEach((key, value) -> text.append(',').append(key).append('=').append(value));
    return text.toString();
  }

  private void add(Map<String, String> sorted, String key, String value) {
    if (!value.isEmpty()) {
      String name = config.labelStyle().apply(config.renamed().getOrDefault(key, key));
      sorted.put(GaugeNames.safe(name, FURTHER), GaugeNames.safe(value, FURTHER));
    }
  }
}
