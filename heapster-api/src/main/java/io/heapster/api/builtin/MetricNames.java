package io.heapster.api.builtin;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import java.util.HashMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The metrics of the model by the names under which Kubernetes' metrics APIs serve them. Paths
 * cannot carry slashes, so those of standard metrics become underscores: {@code network/rx_rate} is
 * {@code network_rx_rate}. User-defined metrics lose the prefix {@code custom/}: {@code custom/qps}
 * is {@code qps}; what {@link #userDefinedName} does with the others depends on nothing but their
 * own name, so that an autoscaler never reads another metric because a third one has come or gone.
 * No two metrics share a name. Immutable.
 */
final class MetricNames {
  private static final SortedMap<String, Metric> STANDARD = standard();
  private static final String PREFIX = "custom_";

  /** Slashes and underscores one by one, between other characters: can be told from each other. */
  private static final Pattern SPACED = Pattern.compile("[^_/]++(?:[_/][^_/]++)*+");

  /** Names of user-defined metrics only. */
  private final SortedMap<String, Metric> userDefined;

  private MetricNames(SortedMap<String, Metric> userDefined) {
    this.userDefined = userDefined;
  }

  /** Those of the standard metrics and of what users have defined and a batch has values of. */
  static MetricNames of(DataBatch batch) {
    var names = new TreeMap<String, Metric>();
    for (EntityTable table : new EntityTable[] {batch.pods(), batch.podContainers()}) {
      for (Metric metric : table.metrics()) {
        if (metric.isCustom()) {
          names.put(userDefinedName(metric), metric);
        }
      }
    }
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

  /**
   * The name of a user-defined metric; another one for each. Without a slash it is the bare name,
   * with {@code custom_} in front where that is a standard metric's name or begins with {@code
   * custom_} itself. With a slash it is {@code custom__} and two underscores for each slash; where
   * slashes and underscores meet, {@code custom___} and {@code _s} for each slash and {@code _u}
   * for each underscore.
   */
  static String userDefinedName(Metric metric) {
    String bare = bare(metric);
    if (bare.indexOf('/') < 0) {
      return STANDARD.containsKey(bare) || bare.startsWith(PREFIX) ? PREFIX + bare : bare;
    }
    return SPACED.matcher(bare).matches()
        ? PREFIX + "_" + bare.replace("/", "__")
        : PREFIX + "__" + bare.replace("_", "_u").replace("/", "_s");
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
