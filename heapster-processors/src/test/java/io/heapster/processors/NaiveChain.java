package io.heapster.processors;

import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricCatalog.Rate;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole chain once more, entity by entity on maps, as its rules read and with no thought of
 * speed: what the columns are compared with.
 */
final class NaiveChain {
  private static final List<String> INHERITED =
      List.of(
          LabelKeys.NAMESPACE_NAME,
          LabelKeys.POD_NAME,
          LabelKeys.NODENAME,
          LabelKeys.HOSTNAME,
          LabelKeys.HOST_ID);

  private final FakeInventory inventory;
  private final RateRules rules;
  private final Duration resolution;
  private final List<Rated> finished = new ArrayList<>();

  private record Rated(Instant timestamp, Picture picture) {}

  NaiveChain(FakeInventory inventory, RateRules rules, Duration resolution) {
    this.inventory = inventory;
    this.rules = rules;
    this.resolution = resolution;
  }

  Picture process(Instant timestamp, Picture scraped) {
    Picture picture = scraped.copy();
    picture.entities.forEach((key, entity) -> addRates(timestamp, key, entity));
    finished.addFirst(new Rated(timestamp, picture.copy()));
    addPodsOfOrphans(picture);
    List.copyOf(picture.entities.keySet()).forEach(key -> addStubs(picture, key));
    picture.entities.forEach((key, entity) -> enrichByPod(key, entity));
    picture.entities.forEach(this::enrichByNamespace);
    sum(picture);
    picture.entities.forEach(this::enrichByNode);
    return picture;
  }

  // --- rates

  private void addRates(Instant timestamp, EntityKey key, Entity entity) {
    List<Entity> earlier = new ArrayList<>();
    entity.repeats = 0;
    for (int age = 0; age < Math.min(2, finished.size()); age++) {
      Rated then = finished.get(age);
      boolean counts =
          rules == RateRules.DEFAULT
              ? !then.timestamp.plus(resolution.multipliedBy(5).dividedBy(2)).isBefore(timestamp)
              : age == 0;
      if (counts && then.picture.entities.containsKey(key)) {
        earlier.add(then.picture.get(key));
      }
    }
    earlier.stream()
        .filter(then -> then.sample != null)
        .findFirst()
        .filter(then -> then.sample.equals(entity.sample) && sameStart(entity, then))
        .ifPresent(then -> entity.repeats = then.repeats + 1);
    for (Rate rate : MetricCatalog.RATES) {
      Object value = rate(rate, entity, entity.values, earlier, then -> then.values);
      if (value != null) {
        entity.values.put(rate.rate(), value);
      }
    }
    for (Rate rate : MetricCatalog.LABELED_RATES) {
      entity.devices.forEach((device, values) -> {
        Object value =
            rate(
                rate, entity, values, earlier, then -> then.devices.getOrDefault(device, Map.of()));
        if (value != null) {
          values.put(rate.rate(), value);
        }
      });
    }
  }

  private interface Values {
    Map<Metric, Object> of(Entity then);
  }

  private @Nullable Object rate(
      Rate rate, Entity now, Map<Metric, Object> values, List<Entity> earlier, Values ofEarlier) {
    if (!values.containsKey(rate.counter())) {
      return null;
    }
    for (Entity then : earlier) {
      Map<Metric, Object> before = ofEarlier.of(then);
      if (before.containsKey(rate.counter()) && then.sample != null) {
        return rate(rate, now, (Long) values.get(rate.counter()), then, before);
      }
    }
    return null;
  }

  private @Nullable Object rate(
      Rate rate, Entity now, long counter, Entity then, Map<Metric, Object> before) {
    long growth = counter - (Long) before.get(rate.counter());
    if (now.sample == null || !sameStart(now, then) || growth < 0) {
      return null;
    }
    long elapsed = now.sample - then.sample;
    if (elapsed == 0 && rules == RateRules.DEFAULT) {
      return then.repeats < 3 ? before.get(rate.rate()) : null;
    }
    if (elapsed <= 0) {
      return null;
    }
    if (rate.rate() == PlainMetrics.CPU_USAGE_RATE) {
      return BigInteger.valueOf(growth)
          .multiply(BigInteger.valueOf(1000))
          .divide(BigInteger.valueOf(elapsed))
          .longValueExact();
    }
    return 1e9 * growth / elapsed;
  }

  private boolean sameStart(Entity now, Entity then) {
    if (now.start == null || then.start == null) {
      return rules == RateRules.DEFAULT || Objects.equals(now.start, then.start);
    }
    long tolerance = rules == RateRules.DEFAULT ? 999_999_999L : 0;
    return Math.abs(now.start - then.start) <= tolerance;
  }

  // --- rows that nobody reported

  private static void addPodsOfOrphans(Picture picture) {
    for (EntityKey key : List.copyOf(picture.entities.keySet())) {
      if (key instanceof EntityKey.PodContainer container
          && !picture.entities.containsKey(container.pod())) {
        Entity pod = picture.bare(container.pod()).label(LabelKeys.TYPE, "pod");
        Entity from = picture.get(key);
        inherit(from, pod);
        if (from.labels.containsKey(LabelKeys.POD_ID)) {
          pod.label(LabelKeys.POD_ID, from.labels.get(LabelKeys.POD_ID));
        }
        picture
            .bare(new EntityKey.Namespace(container.pod().namespace()))
            .label(LabelKeys.TYPE, "ns")
            .label(LabelKeys.NAMESPACE_NAME, container.pod().namespace());
      }
    }
  }

  private static void inherit(Entity from, Entity to) {
    for (String label : INHERITED) {
      if (from.labels.containsKey(label)) {
        to.label(label, from.labels.get(label));
      }
    }
  }

  private void addStubs(Picture picture, EntityKey key) {
    if (key instanceof EntityKey.Pod pod && inventory.pods.containsKey(pod)) {
      for (ContainerInfo container : inventory.pods.get(pod).containers()) {
        var of = new EntityKey.PodContainer(pod, container.name());
        if (!picture.entities.containsKey(of)) {
          Entity stub = picture.bare(of).label(LabelKeys.TYPE, "pod_container");
          stub.label(LabelKeys.CONTAINER_NAME, container.name()).label("stub", "yes");
          inherit(picture.get(pod), stub);
          stub.created = picture.get(pod).start;
        }
      }
    }
  }

  // --- objects

  private void enrichByPod(EntityKey key, Entity entity) {
    if (key instanceof EntityKey.Pod pod && inventory.pods.containsKey(pod)) {
      PodInfo info = inventory.pods.get(pod);
      addPodLabels(entity, info);
      if (info.startTimeNanos() != 0) {
        entity.created = info.startTimeNanos();
      }
    } else if (key instanceof EntityKey.PodContainer of && inventory.pods.containsKey(of.pod())) {
      PodInfo info = inventory.pods.get(of.pod());
      boolean stub = entity.labels.remove("stub") != null;
      addPodLabels(entity, info);
      ContainerInfo container = info.container(of.name());
      if (container != null) {
        addAmounts(entity, info, container, stub);
      }
    }
  }

  private static void addPodLabels(Entity entity, PodInfo info) {
    entity.label(LabelKeys.POD_ID, info.uid()).label(LabelKeys.LABELS, joined(info.labels()));
  }

  private static void addAmounts(
      Entity entity, PodInfo info, ContainerInfo container, boolean stub) {
    entity.labels.putIfAbsent(LabelKeys.CONTAINER_BASE_IMAGE, container.image());
    entity
        .value(PlainMetrics.CPU_REQUEST, container.cpuRequestMillicores())
        .value(PlainMetrics.CPU_LIMIT, container.cpuLimitMillicores())
        .value(PlainMetrics.MEMORY_REQUEST, container.memoryRequestBytes())
        .value(PlainMetrics.MEMORY_LIMIT, container.memoryLimitBytes());
    Integer restarts = container.restartCount();
    if (restarts != null && !stub) {
      entity.value(PlainMetrics.RESTART_COUNT, restarts.longValue());
      if (info.startTimeNanos() != 0) {
        entity.created = info.startTimeNanos();
      }
    }
  }

  private static String joined(Labels labels) {
    var pairs = new TreeSet<String>();
    labels.forEach((name, value) -> pairs.add(name + ":" + value));
    return String.join(",", pairs);
  }

  private void enrichByNamespace(EntityKey key, Entity entity) {
    String name =
        switch (key) {
          case EntityKey.Namespace namespace -> namespace.name();
          case EntityKey.Pod pod -> pod.namespace();
          case EntityKey.PodContainer container -> container.pod().namespace();
          default -> "";
        };
    NamespaceInfo info = inventory.namespaces.get(name);
    if (info != null) {
      entity.label(LabelKeys.NAMESPACE_ID, info.uid());
    } else if (key instanceof EntityKey.Namespace) {
      entity.label(LabelKeys.NAMESPACE_ID, "");
    }
  }

  private void enrichByNode(EntityKey key, Entity entity) {
    if (key instanceof EntityKey.Node node && inventory.nodes.containsKey(node.name())) {
      NodeInfo info = inventory.nodes.get(node.name());
      entity.label(LabelKeys.LABELS, joined(info.labels()));
      NodeResources allocatable = info.allocatable();
      entity
          .value(PlainMetrics.CPU_NODE_CAPACITY, (double) info.capacity().cpuMillicores())
          .value(PlainMetrics.CPU_NODE_ALLOCATABLE, (double) allocatable.cpuMillicores())
          .value(PlainMetrics.MEMORY_NODE_CAPACITY, (double) info.capacity().memoryBytes())
          .value(PlainMetrics.MEMORY_NODE_ALLOCATABLE, (double) allocatable.memoryBytes());
      share(
          entity,
          PlainMetrics.CPU_USAGE_RATE,
          allocatable.cpuMillicores(),
          PlainMetrics.CPU_NODE_UTILIZATION);
      share(
          entity,
          PlainMetrics.CPU_REQUEST,
          allocatable.cpuMillicores(),
          PlainMetrics.CPU_NODE_RESERVATION);
      share(
          entity,
          PlainMetrics.MEMORY_USAGE,
          allocatable.memoryBytes(),
          PlainMetrics.MEMORY_NODE_UTILIZATION);
      share(
          entity,
          PlainMetrics.MEMORY_REQUEST,
          allocatable.memoryBytes(),
          PlainMetrics.MEMORY_NODE_RESERVATION);
    }
  }

  private static void share(Entity entity, Metric amount, long allocatable, Metric share) {
    if (allocatable != 0) {
      long value = (Long) entity.values.getOrDefault(amount, 0L);
      entity.value(share, (double) value / (double) allocatable);
    }
  }

  // --- sums

  private static void sum(Picture picture) {
    for (Map.Entry<EntityKey, Entity> each : of(picture, EntityKind.POD_CONTAINER)) {
      var key = (EntityKey.PodContainer) each.getKey();
      List<Metric> summed =
          each.getValue().values.keySet().stream().filter(MetricCatalog::isSummedIntoPod).toList();
      add(each.getValue(), summed, picture.get(key.pod()));
    }
    for (Map.Entry<EntityKey, Entity> each : of(picture, EntityKind.POD)) {
      var key = (EntityKey.Pod) each.getKey();
      add(
          each.getValue(),
          MetricCatalog.AGGREGATED,
          picture.get(new EntityKey.Namespace(key.namespace())));
      String node = each.getValue().labels.get(LabelKeys.NODENAME);
      if (node != null && picture.entities.containsKey(new EntityKey.Node(node))) {
        add(each.getValue(), MetricCatalog.NODE_AGGREGATED, picture.get(new EntityKey.Node(node)));
      }
    }
    for (Map.Entry<EntityKey, Entity> each : of(picture, EntityKind.NAMESPACE)) {
      add(each.getValue(), MetricCatalog.AGGREGATED, picture.get(EntityKey.Cluster.INSTANCE));
    }
  }

  private static List<Map.Entry<EntityKey, Entity>> of(Picture picture, EntityKind kind) {
    return picture.entities.entrySet().stream()
        .filter(each -> each.getKey().kind() == kind)
        .toList();
  }

  private static void add(Entity part, Collection<Metric> metrics, Entity whole) {
    for (Metric metric : metrics) {
      Object value = part.values.get(metric);
      if (value instanceof Long number) {
        whole.values.merge(metric, number, (a, b) -> (Long) a + (Long) b);
      } else if (value instanceof Double number) {
        whole.values.merge(metric, number, (a, b) -> (Double) a + (Double) b);
      }
    }
  }
}
