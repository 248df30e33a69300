package io.heapster.api.builtin;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.store.MetricStore;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * Every aggregate of the model: {@code cluster_<metric>} has one value, {@code node_<metric>} one a
 * node with its name as label {@code node}, {@code namespace_<metric>} that of the namespace which
 * asks. The prefixes keep an autoscaler, which adds up all values it gets, from adding a cluster to
 * its parts. Labelled metrics have the labels of the device as well. Thread-safe; answers from
 * memory.
 */
public final class ModelExternalMetrics implements ExternalMetricsProvider {
  /** The model's aggregates do not change while the daemon runs. */
  private static final List<ExternalMetricInfo> LISTED = listed();

  private final LatestValues latest;

  /**
   * @param resolution distance of two ticks
   */
  public ModelExternalMetrics(MetricStore store, TimeSource time, Duration resolution) {
    this.latest = new LatestValues(store, time, resolution);
  }

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return LISTED;
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo info, LabelSelector labels) {
    for (Scope scope : Scope.values()) {
      if (info.metric().startsWith(scope.prefix)) {
        Metric metric =
            MetricNames.standardMetrics().get(info.metric().substring(scope.prefix.length()));
        if (metric != null && metric.carriers().contains(scope.kind)) {
          return values(scope, namespace, info, metric).stream()
              .filter(value -> labels.matches(value.labels()))
              .toList();
        }
      }
    }
    throw MetricsException.metricNotFound(info);
  }

  private List<ExternalMetricValue> values(
      Scope scope, String namespace, ExternalMetricInfo info, Metric metric) {
    ModelValues values = latest.fresh();
    var found = new ArrayList<ExternalMetricValue>();
    for (EntityKey key : scope.keys(values, namespace)) {
      for (Measured one : values.of(key, metric)) {
        var labels = new HashMap<>(one.labels());
        if (key instanceof EntityKey.Node(String name)) {
          labels.put("node", name);
        }
        Duration window = Windows.isRate(metric) ? latest.resolution() : null;
        found.add(new ExternalMetricValue(info.metric(), labels, one.at(), window, one.value()));
      }
    }
    return found;
  }

  private static List<ExternalMetricInfo> listed() {
    var infos = new TreeSet<>(Comparator.comparing(ExternalMetricInfo::metric));
    for (Scope scope : Scope.values()) {
      MetricNames.standardMetrics()
          .forEach((name, metric) -> {
            if (metric.carriers().contains(scope.kind)) {
              infos.add(new ExternalMetricInfo(scope.prefix + name));
            }
          });
    }
    return List.copyOf(infos);
  }

  /** What is summed up to. */
  private enum Scope {
    CLUSTER("cluster_", EntityKind.CLUSTER),
    NAMESPACE("namespace_", EntityKind.NAMESPACE),
    NODE("node_", EntityKind.NODE);

    private final String prefix;
    private final EntityKind kind;

    Scope(String prefix, EntityKind kind) {
      this.prefix = prefix;
      this.kind = kind;
    }

    List<EntityKey> keys(ModelValues values, String namespace) {
      return switch (this) {
        case CLUSTER -> List.of(EntityKey.Cluster.INSTANCE);
        case NAMESPACE -> List.of(new EntityKey.Namespace(namespace));
        case NODE -> all(values.batch().nodes());
      };
    }

    private static List<EntityKey> all(EntityTable table) {
      var keys = new ArrayList<EntityKey>(table.size());
      for (int row = 0; row < table.size(); row++) {
        keys.add(table.key(row));
      }
      return keys;
    }
  }
}
