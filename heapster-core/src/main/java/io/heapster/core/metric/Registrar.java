package io.heapster.core.metric;

import static io.heapster.core.metric.EntityKind.CLUSTER;
import static io.heapster.core.metric.EntityKind.NAMESPACE;
import static io.heapster.core.metric.EntityKind.NODE;
import static io.heapster.core.metric.EntityKind.POD;
import static io.heapster.core.metric.EntityKind.POD_CONTAINER;
import static io.heapster.core.metric.EntityKind.SYSTEM_CONTAINER;

import io.heapster.core.metric.Metric.Origin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Numbers metrics as they are declared; filled once while the catalogue's classes load. */
final class Registrar {
  static final Set<EntityKind> RUNNING = EnumSet.of(NODE, SYSTEM_CONTAINER, POD_CONTAINER, POD);
  static final Set<EntityKind> NETWORKED = EnumSet.of(NODE, POD, SYSTEM_CONTAINER);
  static final Set<EntityKind> EVERYWHERE = EnumSet.allOf(EntityKind.class);
  static final Set<EntityKind> REQUESTED = EnumSet.of(NODE, POD_CONTAINER, POD, NAMESPACE, CLUSTER);
  static final Set<EntityKind> POD_ONLY = EnumSet.of(POD);
  static final Set<EntityKind> NODE_ONLY = EnumSet.of(NODE);

  private final boolean labeled;
  private final List<Metric> metrics = new ArrayList<>();

  Registrar(boolean labeled) {
    this.labeled = labeled;
  }

  Metric counter(String name, MetricUnit unit, Set<EntityKind> carriers, String help) {
    return add(name, MetricKind.CUMULATIVE, ValueType.INT64, unit, carriers, Origin.HEAPSTER, help);
  }

  Metric gauge(String name, MetricUnit unit, Set<EntityKind> carriers, String help) {
    return add(name, MetricKind.GAUGE, ValueType.INT64, unit, carriers, Origin.HEAPSTER, help);
  }

  Metric ratio(String name, MetricUnit unit, Set<EntityKind> carriers, String help) {
    return add(name, MetricKind.GAUGE, ValueType.DOUBLE, unit, carriers, Origin.HEAPSTER, help);
  }

  Metric newCounter(String name, MetricUnit unit, Set<EntityKind> carriers, String help) {
    return add(name, MetricKind.CUMULATIVE, ValueType.INT64, unit, carriers, Origin.OURS, help);
  }

  Metric newGauge(String name, MetricUnit unit, Set<EntityKind> carriers, String help) {
    return add(name, MetricKind.GAUGE, ValueType.INT64, unit, carriers, Origin.OURS, help);
  }

  Metric newRatio(String name, MetricUnit unit, Set<EntityKind> carriers, String help) {
    return add(name, MetricKind.GAUGE, ValueType.DOUBLE, unit, carriers, Origin.OURS, help);
  }

  List<Metric> all() {
    return List.copyOf(metrics);
  }

  private Metric add(
      String name,
      MetricKind kind,
      ValueType valueType,
      MetricUnit unit,
      Set<EntityKind> carriers,
      Origin origin,
      String help) {
    var metric =
        new Metric(metrics.size(), name, labeled, kind, valueType, unit, help, origin, carriers);
    metrics.add(metric);
    return metric;
  }
}
