package io.heapster.api.model;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.PlainMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the export holds: a contract with its readers, so neither metrics nor labels of later date
 * are added.
 */
final class ExportCatalog {

  /** A label and what the schema says about it. */
  record Label(String key, String description) {}

  /** Tables in the order of the export. */
  static final List<EntityKind> KINDS =
      List.of(
          EntityKind.NODE, EntityKind.POD, EntityKind.POD_CONTAINER, EntityKind.SYSTEM_CONTAINER);

  /** In the order of the schema. */
  static final List<Metric> METRICS = metrics();

  static final List<Label> COMMON_LABELS =
      List.of(
          new Label(LabelKeys.NODENAME, "nodename where the container ran"),
          new Label(LabelKeys.HOSTNAME, "Hostname where the container ran"),
          new Label(
              LabelKeys.HOST_ID, "Identifier specific to a host. Set by cloud provider or user"),
          new Label(
              LabelKeys.CONTAINER_NAME,
              "User-provided name of the container or full container name for system containers"),
          new Label(
              LabelKeys.CONTAINER_BASE_IMAGE,
              "User-defined image name that is run inside the container"));

  static final List<Label> POD_LABELS =
      List.of(
          new Label(LabelKeys.POD_NAME, "The name of the pod"),
          new Label(LabelKeys.POD_ID, "The unique ID of the pod"),
          new Label(LabelKeys.NAMESPACE_ID, "The UID of namespace of the pod"),
          new Label(LabelKeys.LABELS, "Comma-separated list of user-provided labels"));

  private static final List<Label> RESOURCE_LABELS =
      List.of(new Label(LabelKeys.RESOURCE_ID, "Identifier(s) specific to a metric"));

  private static final List<Label> ACCELERATOR_LABELS =
      List.of(
          new Label(LabelKeys.MAKE, "Make of the accelerator (nvidia, amd, google etc.)"),
          new Label(LabelKeys.MODEL, "Model of the accelerator (tesla-p100, tesla-k80 etc.)"),
          new Label(LabelKeys.ACCELERATOR_ID, "ID of the accelerator"));

  private ExportCatalog() {}

  /** Labels that each point of a labelled metric carries; empty for a plain one. */
  static List<Label> pointLabels(Metric metric) {
    if (!metric.labeled()) {
      return List.of();
    }
    return metric.name().startsWith("accelerator/") ? ACCELERATOR_LABELS : RESOURCE_LABELS;
  }

  /** The metrics by name, the order inside one series. */
  static List<Metric> sortedMetrics() {
    return METRICS.stream().sorted(Comparator.comparing(Metric::name)).toList();
  }

  private static List<Metric> metrics() {
    var metrics = new ArrayList<>(MetricCatalog.STANDARD);
    metrics.add(PlainMetrics.CPU_LIMIT);
    metrics.add(PlainMetrics.MEMORY_LIMIT);
    metrics.addAll(MetricCatalog.STANDARD_LABELED);
    return List.copyOf(metrics);
  }
}
