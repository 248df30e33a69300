package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.core.config.NearestName;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** From the names of metrics in questions to what they stand for. */
final class Measures {
  private Measures() {}

  /**
   * What a name in a parameter stands for.
   *
   * @throws ApiException 400 when it stands for nothing that the kind may have
   */
  static Measure named(String name, RowKind kind, String parameter) {
    return named(name, kind, parameter, List.of());
  }

  /**
   * The same where the parameter takes other columns, too.
   *
   * @param others which the caller has looked for already; they may be what was meant
   */
  static Measure named(String name, RowKind kind, String parameter, List<String> others) {
    Optional<Measure> derived = derived(name, kind);
    return derived.isPresent()
        ? derived.get()
        : new Measure.Plain(plain(name, kind, parameter, others));
  }

  /** All of a list, each once. */
  static List<Measure> named(List<String> names, RowKind kind, String parameter) {
    var measures = new LinkedHashSet<Measure>();
    names.forEach(name -> measures.add(named(name, kind, parameter)));
    return List.copyOf(measures);
  }

  /**
   * The metrics of a list that is asked for kept values: those that are measured, not derived.
   *
   * @throws ApiException 400 for any other name
   */
  static List<Metric> kept(List<String> names, RowKind kind, String parameter) {
    var metrics = new LinkedHashSet<Metric>();
    for (String name : names) {
      if (derived(name, kind).isPresent()) {
        throw Parameters.problem(
            parameter, name, "is computed for the newest tick only and has no kept values");
      }
      metrics.add(plain(name, kind, parameter, List.of()));
    }
    return List.copyOf(metrics);
  }

  /** The names a kind may be asked for, without those of applications. */
  static List<String> names(RowKind kind) {
    var names = new ArrayList<String>();
    MetricCatalog.PLAIN.forEach(metric -> names.add(metric.name()));
    for (Derived each : Derived.values()) {
      names.add(each.text());
    }
    if (countsPods(kind)) {
      names.add(Measure.PodCount.NAME);
    }
    return names;
  }

  private static Optional<Measure> derived(String name, RowKind kind) {
    if (countsPods(kind) && name.equals(Measure.PodCount.NAME)) {
      return Optional.of(new Measure.PodCount());
    }
    for (Derived each : Derived.values()) {
      if (each.text().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Metric plain(String name, RowKind kind, String parameter, List<String> others) {
    if (name.startsWith(Metric.CUSTOM_PREFIX)) {
      return Metric.custom(name.substring(Metric.CUSTOM_PREFIX.length()), MetricKind.GAUGE);
    }
    Metric metric =
        MetricCatalog.find(name).orElseThrow(() -> unknown(name, kind, parameter, others));
    if (metric.labeled()) {
      throw Parameters.problem(
          parameter,
          name,
          "has a value per device, so no single one; ask /api/v1/query/range or"
              + " /api/v1/query/entity");
    }
    return metric;
  }

  private static ApiException unknown(
      String name, RowKind kind, String parameter, List<String> others) {
    var valid = new ArrayList<>(others);
    valid.addAll(names(kind));
    return Parameters.problem(
        parameter,
        name,
        "no %s of %s%s; the metrics are listed in docs/metrics.md"
            .formatted(
                others.isEmpty() ? "metric" : "column or metric",
                kind.text(),
                NearestName.hint(name, valid)));
  }

  private static boolean countsPods(RowKind kind) {
    return kind == RowKind.NODES || kind == RowKind.NAMESPACES;
  }
}
