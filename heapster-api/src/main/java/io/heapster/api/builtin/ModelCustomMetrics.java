package io.heapster.api.builtin;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.MetricStore;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of the model for pods, nodes and namespaces, from the newest batch. Conditions on
 * the metric's labels pick a container ({@code container=app}) or a device ({@code
 * resource_id=/dev/sda1}); without any, a value is that of the object itself. Thread-safe; answers
 * from memory.
 */
public final class ModelCustomMetrics implements CustomMetricsProvider {
  private static final Comparator<CustomMetricInfo> BY_PATH =
      Comparator.comparing(CustomMetricInfo::path);

  /** Asked for with every value, where other adapters are asked for what is not listed. */
  private static final List<CustomMetricInfo> STANDARD = standard();

  private final ClusterInventory inventory;
  private final LatestValues latest;

  /**
   * @param resolution distance of two ticks
   */
  public ModelCustomMetrics(
      MetricStore store, ClusterInventory inventory, TimeSource time, Duration resolution) {
    this.inventory = inventory;
    this.latest = new LatestValues(store, time, resolution);
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    Set<String> userDefined =
        latest.anyAge().map(values -> values.names().userDefined().keySet()).orElse(Set.of());
    if (userDefined.isEmpty()) {
      return STANDARD;
    }
    var infos = new TreeSet<>(BY_PATH);
    infos.addAll(STANDARD);
    userDefined.forEach(name -> infos.add(ObjectKind.POD.info(name)));
    return List.copyOf(infos);
  }

  @Override
  public MetricValue valueOf(ObjectName object, CustomMetricInfo info, LabelSelector labels) {
    ObjectKind kind = kind(info);
    ModelValues values = latest.fresh();
    Metric metric = metric(values, info);
    EntityKey key = kind.key(object);
    List<Measured> fitting = fitting(values, key, metric, labels);
    if (fitting.size() > 1) {
      throw severalFit(info, object, fitting);
    }
    if (fitting.isEmpty()) {
      throw labels.requirements().isEmpty()
          ? MetricsException.metricNotFound(info, object)
          : MetricsException.metricNotFound(info, object, labels);
    }
    return value(kind, object, info, labels, fitting.getFirst(), metric);
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector objects, CustomMetricInfo info, LabelSelector labels) {
    ObjectKind kind = kind(info);
    ModelValues values = latest.fresh();
    Metric metric = metric(values, info);
    return objects(kind, namespace, objects, values)
        .flatMap(object -> {
          List<Measured> fitting = fitting(values, kind.key(object), metric, labels);
          if (fitting.size() > 1) {
            throw severalFit(info, object, fitting);
          }
          return fitting.stream().map(one -> value(kind, object, info, labels, one, metric));
        })
        .toList();
  }

  private static List<CustomMetricInfo> standard() {
    var infos = new TreeSet<>(BY_PATH);
    for (ObjectKind kind : ObjectKind.values()) {
      MetricNames.standardMetrics()
          .forEach((name, metric) -> {
            if (kind.has(metric)) {
              infos.add(kind.info(name));
            }
          });
    }
    return List.copyOf(infos);
  }

  private static ObjectKind kind(CustomMetricInfo info) {
    // Nodes and namespaces that are asked for inside of a namespace were authorised there only.
    return ObjectKind.of(info.resource())
        .filter(kind -> info.namespaced() == (kind == ObjectKind.POD))
        .orElseThrow(() -> MetricsException.metricNotFound(info));
  }

  private static Metric metric(ModelValues values, CustomMetricInfo info) {
    return values
        .names()
        .find(info.metric())
        .orElseThrow(() -> MetricsException.metricNotFound(info));
  }

  /** The object's own values that fulfil the conditions, else those of its containers. */
  private List<Measured> fitting(
      ModelValues values, EntityKey key, Metric metric, LabelSelector labels) {
    List<Measured> own = fitting(values.of(key, metric), labels);
    if (!own.isEmpty() || labels.requirements().isEmpty()) {
      return own;
    }
    return switch (key) {
      case EntityKey.Pod pod -> fitting(values.ofContainers(pod, containers(pod), metric), labels);
      case EntityKey.Node node -> fitting(values.ofSystemContainers(node, metric), labels);
      default -> List.of();
    };
  }

  private static List<Measured> fitting(List<Measured> values, LabelSelector labels) {
    return values.stream().filter(value -> labels.matches(value.labels())).toList();
  }

  private List<String> containers(EntityKey.Pod pod) {
    return inventory
        .pod(pod)
        .map(info -> info.containers().stream().map(PodInfo.ContainerInfo::name).toList())
        .orElse(List.of());
  }

  private Stream<ObjectName> objects(
      ObjectKind kind, String namespace, LabelSelector selector, ModelValues values) {
    return switch (kind) {
      case POD ->
          inventory.pods().stream()
              .filter(pod -> pod.key().namespace().equals(namespace))
              .filter(pod -> selector.matches(pod.labels()::get))
              .map(pod -> new ObjectName(namespace, pod.key().name()))
              .sorted(Comparator.comparing(ObjectName::name));
      case NODE ->
          inventory.nodes().stream()
              .filter(node -> selector.matches(node.labels()::get))
              .map(NodeInfo::name)
              .sorted()
              .map(ObjectName::clusterScoped);
      case NAMESPACE -> namespaces(selector, values);
    };
  }

  private Stream<ObjectName> namespaces(LabelSelector selector, ModelValues values) {
    var names = new TreeSet<String>();
    var table = values.batch().namespaces();
    for (int row = 0; row < table.size(); row++) {
      names.add(((EntityKey.Namespace) table.key(row)).name());
    }
    return names.stream()
        .filter(name ->
            inventory
                .namespace(name)
                .filter(each -> selector.matches(each.labels()::get))
                .isPresent())
        .map(ObjectName::clusterScoped);
  }

  private MetricValue value(
      ObjectKind kind,
      ObjectName object,
      CustomMetricInfo info,
      LabelSelector labels,
      Measured one,
      Metric metric) {
    @Nullable LabelSelector asked = labels.requirements().isEmpty() ? null : labels;
    return new MetricValue(
        kind.reference(object), info.metric(), asked, one.at(), window(metric), one.value());
  }

  private @Nullable Duration window(Metric metric) {
    return Windows.isRate(metric) ? latest.resolution() : null;
  }

  private static MetricsException severalFit(
      CustomMetricInfo info, ObjectName object, List<Measured> fitting) {
    return new MetricsException(
        Reason.BAD_REQUEST,
        "the metric %s of %s %s has %d values; choose one with metricLabelSelector, e.g. %s"
            .formatted(
                info.metric(),
                info.resource(),
                object.name(),
                fitting.size(),
                fitting.getFirst().labels()));
  }

  /** The kinds of objects that have metrics here. */
  private enum ObjectKind {
    POD("pods", "Pod"),
    NODE("nodes", "Node"),
    NAMESPACE("namespaces", "Namespace");

    private final GroupResource resource;
    private final String kind;

    ObjectKind(String plural, String kind) {
      this.resource = GroupResource.core(plural);
      this.kind = kind;
    }

    static Optional<ObjectKind> of(GroupResource resource) {
      return Stream.of(values()).filter(each -> each.resource.equals(resource)).findFirst();
    }

    /** Whether objects of the kind, or their containers, may have the metric. */
    boolean has(Metric metric) {
      return metric.carriers().contains(entity())
          || metric.carriers().contains(ModelValues.partsOf(entity()));
    }

    private EntityKind entity() {
      return switch (this) {
        case POD -> EntityKind.POD;
        case NODE -> EntityKind.NODE;
        case NAMESPACE -> EntityKind.NAMESPACE;
      };
    }

    CustomMetricInfo info(String name) {
      return new CustomMetricInfo(resource, this == POD, name);
    }

    EntityKey key(ObjectName object) {
      return switch (this) {
        case POD -> new EntityKey.Pod(object.namespace(), object.name());
        case NODE -> new EntityKey.Node(object.name());
        case NAMESPACE -> new EntityKey.Namespace(object.name());
      };
    }

    ObjectReference reference(ObjectName object) {
      return new ObjectReference(kind, object, "/v1");
    }
  }
}
