package io.heapster.sinks.metric;

import io.heapster.core.config.Durations;
import io.heapster.core.config.NearestName;
import io.heapster.core.config.Options;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.PlainMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the in-memory store keeps, and for how long.
 *
 * @param shortDuration age at which a whole batch is let go
 * @param longDuration age at which the long-kept metrics of a batch are let go; not below {@code
 *     shortDuration}, or they would be gone before the others
 * @param longMetrics names of the plain metrics kept longer, of all entities; standard or {@code
 *     custom/*}. With any, requests and limits of cluster, namespaces and nodes are kept as long
 */
public record MetricSinkConfig(
    Duration shortDuration, Duration longDuration, List<String> longMetrics) {

  /** What a chart of use is read against, for as long as it shows use. */
  private static final List<Metric> ASKED_FOR =
      List.of(
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_LIMIT,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_LIMIT);

  /** Kinds that a cluster has few of: at 5,000 nodes and the defaults they cost 2.4 MB. */
  private static final Set<EntityKind> FEW =
      Set.of(EntityKind.CLUSTER, EntityKind.NAMESPACE, EntityKind.NODE);

  /** Heapster's: 140 s of everything, 15 minutes of CPU and memory usage. */
  public static final MetricSinkConfig DEFAULT =
      new MetricSinkConfig(
          Duration.ofSeconds(140),
          Duration.ofMinutes(15),
          List.of(PlainMetrics.CPU_USAGE_RATE.name(), PlainMetrics.MEMORY_USAGE.name()));

  /**
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public MetricSinkConfig {
    longMetrics = List.copyOf(new LinkedHashSet<>(longMetrics));
    List<String> problems = problems(shortDuration, longDuration, longMetrics);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * Reads {@code short_duration}, {@code long_duration} and {@code long_metrics} (repeatable). What
   * is wrong is remembered in the options; the default takes its place.
   */
  public static MetricSinkConfig from(Options options) {
    Duration least = Duration.ofSeconds(1);
    Duration shortly = options.duration("short_duration", DEFAULT.shortDuration, least);
    Duration longer =
        options.duration("long_duration", longest(shortly, DEFAULT.longDuration), least);
    if (longer.compareTo(shortly) < 0) {
      options.problem("long_duration", Durations.format(longer), belowShort(shortly));
      longer = shortly;
    }
    var names = new ArrayList<String>();
    for (String name : options.texts("long_metrics")) {
      String problem = problem(name);
      if (problem.isEmpty()) {
        names.add(name);
      } else {
        options.problem("long_metrics", name, problem);
      }
    }
    boolean chosen = options.isGiven("long_metrics");
    return new MetricSinkConfig(shortly, longer, chosen ? names : DEFAULT.longMetrics);
  }

  /** What is kept longer of each kind of entity; a kind without anything is left out. */
  Map<EntityKind, List<Metric>> longMetricsByKind() {
    List<Metric> all =
        longMetrics.stream().flatMap(name -> PlainMetricNames.find(name).stream()).toList();
    if (all.isEmpty()) {
      return Map.of();
    }
    var byKind = new EnumMap<EntityKind, List<Metric>>(EntityKind.class);
    for (EntityKind kind : EntityKind.values()) {
      var ofKind = new LinkedHashSet<>(all);
      if (FEW.contains(kind)) {
        ofKind.addAll(ASKED_FOR);
      }
      byKind.put(kind, List.copyOf(ofKind));
    }
    return byKind;
  }

  private static List<String> problems(Duration shortly, Duration longer, List<String> names) {
    var problems = new ArrayList<String>();
    if (!shortly.isPositive()) {
      problems.add("short store of " + shortly + ": expected more than nothing");
    }
    if (longer.compareTo(shortly) < 0) {
      problems.add("long store of " + longer + ": " + belowShort(shortly));
    }
    for (String name : names) {
      String problem = problem(name);
      if (!problem.isEmpty()) {
        problems.add("long store metric \"" + name + "\": " + problem);
      }
    }
    return problems;
  }

  private static String belowShort(Duration shortly) {
    return "expected at least the short store's " + Durations.format(shortly);
  }

  /** What speaks against a long-kept metric; empty when nothing does. */
  private static String problem(String name) {
    if (PlainMetricNames.find(name).isPresent()) {
      return "";
    }
    if (MetricCatalog.find(name).isPresent()) {
      return "has a value per device; only metrics with one value per entity can be kept longer";
    }
    List<String> valid = MetricCatalog.PLAIN.stream().map(Metric::name).toList();
    return "not a known metric" + NearestName.hint(name, valid);
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
