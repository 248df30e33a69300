package io.heapster.sinks.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.rows.JoinedLabels;
import io.heapster.sinks.rows.MetricBytes;
import io.heapster.sinks.rows.RowWriter;
import java.util.TreeMap;

/**
 * Names that hold the entity's place, its Kubernetes labels and the device, joined by dots: {@code
 * node.n1.namespace.default.pod.web.container.nginx.app.shop.cpu/usage}.
 */
final class EtsyNames implements GaugeNames {
  private static final String FURTHER = ".= ";

  private final StatsdConfig config;
  private final String labelSeparator;
  private final MetricBytes names = new MetricBytes(metric -> part(metric.name()).getBytes(UTF_8));
  private byte[] before = new byte[0];
  private Labels device = Labels.EMPTY;

  /** What stands behind the metric's name for the device of the last value. */
  private byte[] behind = new byte[0];

  EtsyNames(StatsdConfig config, String labelSeparator) {
    this.config = config;
    this.labelSeparator = labelSeparator;
  }

  @Override
  public void entity(EntityKey key, Labels labels) {
    var name = new StringBuilder(config.prefix());
    if (!name.isEmpty() && name.charAt(name.length() - 1) != '.') {
      name.append('.');
    }
    name.append(place(key, labels)).append('.');
    String joined = labels.get(LabelKeys.LABELS);
    if (joined != null && isAllowed(LabelKeys.LABELS)) {
      var sorted = new TreeMap<String, String>();
      JoinedLabels.split(joined, labelSeparator, sorted::put);
      sorted.forEach((label, value) -> {
        String renamed = config.renamed().getOrDefault(label, label);
        name.append(part(config.labelStyle().apply(renamed)))
            .append('.')
            .append(part(value))
            .append('.');
      });
    }
    before = name.toString().getBytes(UTF_8);
  }

  @Override
  public void put(Metric metric, Labels ofValue, RowWriter out) {
    if (!ofValue.equals(device)) {
      var parts = new StringBuilder();
      ofValue.forEach((_, value) -> parts.append('.').append(part(value)));
      device = ofValue;
      behind = parts.toString().getBytes(UTF_8);
    }
    out.put(before);
    out.put(names.of(metric));
    out.put(behind);
  }

  private boolean isAllowed(String key) {
    return config.allowed().isEmpty() || config.allowed().contains(key);
  }

  private static String place(EntityKey key, Labels labels) {
    return switch (key) {
      case EntityKey.Cluster() -> "cluster";
      case EntityKey.Namespace(String name) -> "namespace." + part(name);
      case EntityKey.Node _ -> host(labels);
      case EntityKey.Pod pod -> pod(pod, labels);
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) ->
          pod(pod, labels) + ".container." + part(name);
      case EntityKey.SystemContainer(EntityKey.Node _, String name) ->
          host(labels) + ".sys-container." + part(name);
    };
  }

  private static String host(Labels labels) {
    String host = labels.get(LabelKeys.HOSTNAME);
    return "node." + part(host == null ? "" : host);
  }

  private static String pod(EntityKey.Pod pod, Labels labels) {
    return host(labels) + ".namespace." + part(pod.namespace()) + ".pod." + part(pod.name());
  }

  private static String part(String text) {
    return text.isEmpty() ? "_" : GaugeNames.safe(text, FURTHER);
  }
}
