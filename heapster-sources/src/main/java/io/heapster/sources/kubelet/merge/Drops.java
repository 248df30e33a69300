package io.heapster.sources.kubelet.merge;

import com.codahale.metrics.Counter;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sources.kubelet.sample.NodeSample;

/** Takes entities out of samples and counts them by reason. */
final class Drops {
  private final Counter duplicates;
  private final Counter unnamed;
  private final Counter orphans;
  private final Counter customOverflow;

  Drops(Telemetry telemetry) {
    this.duplicates = telemetry.counter(SelfMetric.VALUES_DROPPED, "duplicate_entity");
    this.unnamed = telemetry.counter(SelfMetric.VALUES_DROPPED, "unnamed_entity");
    this.orphans = telemetry.counter(SelfMetric.VALUES_DROPPED, "container_without_pod");
    this.customOverflow = telemetry.counter(SelfMetric.VALUES_DROPPED, "custom_metric_overflow");
  }

  /** Drops an entity that another one stands for, and all of its containers. */
  void duplicate(NodeSample sample, int entity) {
    drop(sample, entity, duplicates);
  }

  /** Drops every entity of a node that another node's answer stands for. */
  void duplicateNode(NodeSample sample) {
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (!sample.isDropped(entity)) {
        sample.drop(entity);
        duplicates.inc();
      }
    }
  }

  void customOverflow() {
    customOverflow.inc();
  }

  /** Drops what has no key: entities without a name, containers without a pod. */
  void incomplete(NodeSample sample) {
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (sample.isDropped(entity)) {
        continue;
      }
      EntityKind kind = sample.kind(entity);
      boolean nameless = sample.name(entity).isEmpty() && kind != EntityKind.NODE;
      if (nameless || (kind == EntityKind.POD && sample.namespace(entity).isEmpty())) {
        drop(sample, entity, unnamed);
      } else if (kind == EntityKind.POD_CONTAINER && isOrphan(sample, entity)) {
        drop(sample, entity, orphans);
      }
    }
  }

  private static boolean isOrphan(NodeSample sample, int container) {
    int pod = sample.parent(container);
    return pod == NodeSample.NO_PARENT || sample.isDropped(pod);
  }

  private static void drop(NodeSample sample, int entity, Counter reason) {
    sample.drop(entity);
    reason.inc();
    if (sample.kind(entity) != EntityKind.POD) {
      return;
    }
    for (int child = entity + 1; child < sample.entities(); child++) {
      if (sample.parent(child) == entity && !sample.isDropped(child)) {
        sample.drop(child);
        reason.inc();
      }
    }
  }
}
