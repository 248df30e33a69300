package io.heapster.sinks.statsd;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.rows.JoinedLabels;
import java.util.TreeMap;

/**
 * Names that hold the entity's place, its Kubernetes labels and the device, joined by dots: {@code
 * node.n1.namespace.default.pod.web.container.nginx.app.shop.cpu/usage}.
 */
final class EtsyNames implements GaugeNames {
  private static final String FURTHER = ".= ";

  private final StatsdConfig config;
  private String before = "";

  EtsyNames(StatsdConfig config) {
    this.config = config;
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
      JoinedLabels.split(joined, ",", sorted::put);
      sorted.forEach((label, value) -> {
        String renamed = config.renamed().getOrDefault(label, label);
        name.append(part(config.labelStyle().apply(renamed)))
            .append('.')
            .append(part(value))
            .append('.');
      });
    }
    before = name.toString();
  }

  @Override
  public String of(Metric metric, Labels device) {
    var name = new StringBuilder(before).append(part(metric.name()));
    device.forEach((_, value) -> name.append('.').append(part(value)));
    return name.toString();
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
