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
  private final Counter malformed;

  Drops(Telemetry telemetry) {
    this.duplicates = telemetry.counter(SelfMetric.VALUES_DROPPED, "duplicate_entity");
    this.unnamed = telemetry.counter(SelfMetric.VALUES_DROPPED, "unnamed_entity");
    this.orphans = telemetry.counter(SelfMetric.VALUES_DROPPED, "container_without_pod");
    this.customOverflow = telemetry.counter(SelfMetric.VALUES_DROPPED, "custom_metric_overflow");
    this.malformed = telemetry.counter(SelfMetric.VALUES_DROPPED, "malformed_value");
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

  /** Counts what a decoder left out of a sample. */
  void malformed(NodeSample sample) {
    malformed.inc(sample.malformedValues());
  }

  void customOverflow() {
    customOverflow.inc();
  }

  /** Drops what has no key: entities without a name, containers without a pod. */
  void incomplete(NodeSample sample) {
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (!sample.isDropped(entity) && isNameless(sample, entity)) {
        drop(sample, entity, unnamed);
      }
    }
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (!sample.isDropped(entity) && isOrphan(sample, entity)) {
        drop(sample, entity, orphans);
      }
    }
  }

  private static boolean isNameless(NodeSample sample, int entity) {
    EntityKind kind = sample.kind(entity);
    return (kind != EntityKind.NODE && sample.name(entity).isEmpty())
        || (kind == EntityKind.POD && sample.namespace(entity).isEmpty());
  }

  private static boolean isOrphan(NodeSample sample, int entity) {
    int pod = sample.parent(entity);
    return sample.kind(entity) == EntityKind.POD_CONTAINER
        && (pod == NodeSample.NO_PARENT || sample.isDropped(pod));
  }

  private static void drop(NodeSample sample, int entity, Counter reason) {
    sample.drop(entity);
    reason.inc();
    int entities = sample.entities();
    int left = sample.containers(entity);
    // A pod's containers stand right behind it as a rule, so few others are looked at.
    for (int step = 1; left > 0 && step < entities; step++) {
      int child = (entity + step) % entities;
      if (sample.parent(child) == entity) {
        left--;
        if (!sample.isDropped(child)) {
          sample.drop(child);
          reason.inc();
        }
      }
    }
  }
}
