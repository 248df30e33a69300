package io.heapster.api.builtin;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The metrics of the model by the names under which Kubernetes' metrics APIs serve them. Paths
 * cannot carry slashes, so they become underscores, and the prefix {@code custom/} goes: {@code
 * network/rx_rate} is {@code network_rx_rate}, {@code custom/qps} is {@code qps}. No two metrics
 * share a name: standard metrics go first, then user-defined ones without a slash of their own, and
 * a name that is taken by then gets {@code custom_} in front or, if that is taken, two underscores
 * for each slash. Immutable.
 */
final class MetricNames {
  private static final SortedMap<String, Metric> STANDARD = standard();

  /** Names of user-defined metrics only. */
  private final SortedMap<String, Metric> userDefined;

  private MetricNames(SortedMap<String, Metric> userDefined) {
    this.userDefined = userDefined;
  }

  /** Those of the standard metrics and of what users have defined and a batch has values of. */
  static MetricNames of(DataBatch batch) {
    var metrics = new TreeMap<String, Metric>();
    for (EntityTable table : new EntityTable[] {batch.pods(), batch.podContainers()}) {
      for (Metric metric : table.metrics()) {
        if (metric.isCustom()) {
          metrics.put(metric.name(), metric);
        }
      }
    }
    var names = new TreeMap<String, Metric>();
    metrics.values().stream()
        .filter(metric -> bare(metric).indexOf('/') < 0)
        .forEach(metric -> put(metric, names));
    metrics.values().stream()
        .filter(metric -> bare(metric).indexOf('/') >= 0)
        .forEach(metric -> put(metric, names));
    return new MetricNames(names);
  }

  /** The name of a standard metric. */
  static String standardName(Metric metric) {
    return metric.name().replace('/', '_');
  }

  /** The standard metrics by name. */
  static SortedMap<String, Metric> standardMetrics() {
    return STANDARD;
  }

  /** The user-defined metrics by name. */
  SortedMap<String, Metric> userDefined() {
    return userDefined;
  }

  Optional<Metric> find(String name) {
    Metric standard = STANDARD.get(name);
    return Optional.ofNullable(standard == null ? userDefined.get(name) : standard);
  }

  private static void put(Metric metric, Map<String, Metric> names) {
    String bare = bare(metric);
    Stream.of(
            bare.replace('/', '_'),
            "custom_" + bare.replace('/', '_'),
            "custom__" + bare.replace("/", "__"))
        .filter(name -> !STANDARD.containsKey(name) && !names.containsKey(name))
        .findFirst()
        .ifPresent(name -> names.put(name, metric));
  }

  private static String bare(Metric metric) {
    return metric.name().substring(Metric.CUSTOM_PREFIX.length());
  }

  private static SortedMap<String, Metric> standard() {
    var byName = new HashMap<String, Metric>();
    Stream.concat(MetricCatalog.PLAIN.stream(), MetricCatalog.LABELED.stream())
        .forEach(metric -> {
          Metric other = byName.put(standardName(metric), metric);
          if (other != null) {
            throw new IllegalStateException(metric + " and " + other + " would share a name");
          }
        });
    return new TreeMap<>(byName);
  }
}
