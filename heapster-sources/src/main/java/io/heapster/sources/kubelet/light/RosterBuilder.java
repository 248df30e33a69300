package io.heapster.sources.kubelet.light;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.sources.kubelet.light.Roster.Listed;
import io.heapster.sources.kubelet.light.Roster.Rows;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the roster and the table that follow from an answer and those before it. Pods and
 * containers that are missing stay while their values may be told, unless others took their place.
 * Used once.
 */
final class RosterBuilder {
  private final Roster before;
  private final PointTable old;
  private final Readings readings;
  private final long now;
  private final Map<EntityKey.Pod, PodDraft> pods = new LinkedHashMap<>();
  private final List<String> containers = new ArrayList<>();
  private final int[] rowOf;
  private boolean hasMissing;

  /** A container: its entity in the answer, or its row before where it is missing. */
  private record Draft(String name, int entity, int oldRow) {}

  private record PodDraft(EntityKey.Pod key, List<Draft> containers) {}

  /** What was made. */
  record Made(Roster roster, PointTable table) {}

  RosterBuilder(Roster before, PointTable old, Readings readings, long now) {
    this.before = before;
    this.old = old;
    this.readings = readings;
    this.now = now;
    this.rowOf = new int[readings.entities()];
  }

  Made make(LightSettings settings) {
    draftListed();
    for (Rows rows : before.rows().values()) {
      draftMissing(rows);
    }
    int total = 1;
    for (PodDraft pod : pods.values()) {
      total += pod.containers().size();
    }
    var table = new PointTable(total, settings);
    table.copy(Roster.NODE_ROW, old, Roster.NODE_ROW);
    containers.add("");
    Map<EntityKey.Pod, Rows> rows = HashMap.newHashMap(pods.size());
    for (PodDraft pod : pods.values()) {
      rows.put(pod.key(), new Rows(pod.key(), containers.size(), pod.containers().size()));
      pod.containers().forEach(container -> layOut(container, table));
    }
    return new Made(new Roster(listed(), containers, rows, hasMissing), table);
  }

  private void draftListed() {
    for (int entity = 0; entity < readings.entities(); entity++) {
      rowOf[entity] = Roster.NO_ROW;
      if (readings.kind(entity) == EntityKind.NODE) {
        rowOf[entity] = Roster.NODE_ROW;
      } else if (readings.kind(entity) == EntityKind.POD) {
        EntityKey.Pod key = key(entity);
        pods.put(key, new PodDraft(key, new ArrayList<>(2)));
      } else if (readings.parent(entity) != NodeSample.NO_PARENT) {
        PodDraft pod = Objects.requireNonNull(pods.get(key(readings.parent(entity))), "pod");
        String name = readings.name(entity);
        pod.containers().add(new Draft(name, entity, oldRow(pod.key(), name)));
      }
    }
  }

  /** The key object that was used before, if the pod was there. */
  private EntityKey.Pod key(int pod) {
    var key = new EntityKey.Pod(readings.namespace(pod), readings.name(pod));
    Rows known = before.rows().get(key);
    return known == null ? key : known.key();
  }

  private int oldRow(EntityKey.Pod pod, String container) {
    Rows rows = before.rows().get(pod);
    if (rows != null) {
      for (int row = rows.first(); row < rows.first() + rows.count(); row++) {
        if (before.containers().get(row).equals(container)) {
          return row;
        }
      }
    }
    return Roster.NO_ROW;
  }

  private void draftMissing(Rows rows) {
    @Nullable PodDraft pod = pods.get(rows.key());
    for (int row = rows.first(); row < rows.first() + rows.count(); row++) {
      String name = before.containers().get(row);
      if (old.isServed(row, now) && (pod == null || isMissed(pod, name, row))) {
        pod = pod == null ? new PodDraft(rows.key(), new ArrayList<>(2)) : pod;
        pods.putIfAbsent(pod.key(), pod);
        pod.containers().add(new Draft(name, -1, row));
        hasMissing = true;
      }
    }
  }

  /**
   * Whether a container is not listed while others of its pod go on. Where all of them started
   * after its last sample the pod is another one of the same name.
   */
  private boolean isMissed(PodDraft pod, String name, int row) {
    boolean anyGoesOn = pod.containers().isEmpty();
    for (Draft other : pod.containers()) {
      if (other.name().equals(name)) {
        return false;
      }
      anyGoesOn |= other.entity() < 0 || readings.start(other.entity()) <= old.time(row);
    }
    return anyGoesOn;
  }

  private void layOut(Draft container, PointTable table) {
    int row = containers.size();
    containers.add(container.name());
    if (container.oldRow() != Roster.NO_ROW) {
      table.copy(row, old, container.oldRow());
    }
    if (container.entity() < 0) {
      table.miss(row);
    } else {
      rowOf[container.entity()] = row;
    }
  }

  private List<Listed> listed() {
    var listed = new ArrayList<Listed>(rowOf.length);
    for (int entity = 0; entity < rowOf.length; entity++) {
      listed.add(
          new Listed(
              readings.name(entity),
              readings.namespace(entity),
              readings.parent(entity),
              rowOf[entity]));
    }
    return listed;
  }
}
