package io.heapster.processors;

import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricCatalog.Rate;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small cluster in which everything goes wrong now and then: values, blocks, containers, pods and
 * nodes that are missing for a tick, counters that fall, samples that repeat or go back, starts
 * that move, objects that come, change and go.
 */
final class RandomCluster {
  private static final long SECOND = 1_000_000_000L;
  private static final Metric CUSTOM_GAUGE = Metric.custom("qps", MetricKind.GAUGE);
  private static final Metric CUSTOM_COUNTER = Metric.custom("hits", MetricKind.CUMULATIVE);
  private static final List<Metric> GAUGES =
      List.of(
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_WORKING_SET,
          PlainMetrics.CPU_USAGE_NANOCORES);

  final FakeInventory inventory = new FakeInventory();
  private final Random random;
  private final Picture world = new Picture();
  private long nowNanos = 1_700_000_000 * SECOND;

  RandomCluster(long seed) {
    this.random = new Random(seed);
    for (int node = 0; node < 3; node++) {
      measured(world.node("n" + node));
      measured(world.systemContainer("n" + node, "kubelet"));
      for (int pod = 0; pod < 4; pod++) {
        addPod("n" + node, new EntityKey.Pod("ns" + random.nextInt(3), "p" + node + pod));
      }
    }
  }

  private void addPod(String node, EntityKey.Pod key) {
    measured(world.pod(key, node));
    int containers = random.nextInt(4);
    for (int i = 0; i < containers; i++) {
      Entity container = measured(world.container(key, "c" + i, node));
      if (chance(10)) {
        container.label(LabelKeys.CONTAINER_BASE_IMAGE, "reported");
      }
      if (chance(10)) {
        container.value(CUSTOM_GAUGE, 0.5).value(CUSTOM_COUNTER, 3.0);
      }
    }
  }

  private Entity measured(Entity entity) {
    entity.start(nowNanos - random.nextInt(100) * SECOND).sample(nowNanos);
    for (Rate rate : MetricCatalog.RATES) {
      entity.value(rate.counter(), random.nextInt(1000));
    }
    GAUGES.forEach(gauge -> entity.value(gauge, random.nextInt(1000)));
    for (int disk = 0; disk < random.nextInt(3); disk++) {
      Labels device = Labels.of("resource_id", "sd" + disk);
      entity
          .device(device, LabeledMetrics.DISK_IO_READ_BYTES, 10L)
          .device(device, LabeledMetrics.INTERFACE_RX, 20L)
          .device(device, LabeledMetrics.FILESYSTEM_USAGE, 30L);
    }
    return entity;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** What a tick sees, one resolution later than the one before. */
  Picture nextTick() {
    nowNanos += 60 * SECOND;
    changeObjects();
    world.entities.values().forEach(this::advance);
    var seen = new Picture();
    List<EntityKey> keys = new ArrayList<>(world.entities.keySet());
    boolean shuffled = chance(10);
    if (shuffled) {
      Collections.shuffle(keys, random);
    }
    for (EntityKey key : keys) {
      if (!chance(8)) {
        seen.entities.put(key, seen(world.get(key)));
      }
    }
    return seen;
  }

  private void advance(Entity entity) {
    if (!chance(15)) {
      entity.sample(nowNanos - random.nextInt(10) * SECOND - (chance(5) ? 200 * SECOND : 0));
      entity.values.replaceAll((metric, value) -> grown(metric, value));
      entity.devices.values().forEach(of -> of.replaceAll((metric, value) -> grown(metric, value)));
    }
    if (chance(5)) {
      entity.start(entity.start + (chance(50) ? SECOND / 2 : 30 * SECOND));
    }
  }

  private Object grown(Metric metric, Object value) {
    if (value instanceof Double) {
      return random.nextInt(8) / 4.0;
    }
    if (!metric.isCumulative() || chance(4)) {
      return (long) random.nextInt(1000);
    }
    return (Long) value + random.nextLong(100 * SECOND);
  }

  private Entity seen(Entity entity) {
    Entity seen = entity.copy();
    seen.values.keySet().removeIf(_ -> chance(8));
    seen.devices.keySet().removeIf(_ -> chance(10));
    seen.devices.values().forEach(of -> of.keySet().removeIf(_ -> chance(8)));
    if (chance(4)) {
      seen.start = null;
    }
    if (chance(4)) {
      seen.sample = null;
    }
    return seen;
  }

  private void changeObjects() {
    for (EntityKey key : world.entities.keySet()) {
      if (key instanceof EntityKey.Pod pod && chance(25)) {
        changePod(pod);
      } else if (key instanceof EntityKey.Node node && chance(25)) {
        inventory.putNode(
            node.name(),
            Labels.of("zone", "z" + random.nextInt(2)),
            new NodeResources(4000, 1000),
            new NodeResources(random.nextInt(2) * 3500L, random.nextInt(2) * 900L));
      }
    }
    if (chance(30)) {
      inventory.putNamespace("ns" + random.nextInt(3));
    }
  }

  private void changePod(EntityKey.Pod pod) {
    if (chance(20)) {
      inventory.pods.remove(pod);
      return;
    }
    var containers = new ArrayList<ContainerInfo>();
    for (int i = 0; i < random.nextInt(4); i++) {
      containers.add(
          FakeInventory.container(
              "c" + i, chance(20) ? null : random.nextInt(5), random.nextInt(500), 0, 64, 128));
    }
    inventory.putPod(
        pod,
        chance(20) ? 0 : nowNanos,
        Labels.of(Map.of("app", "a" + random.nextInt(3), "b", "c")),
        containers.toArray(ContainerInfo[]::new));
  }
}
