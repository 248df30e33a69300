package io.heapster.processors;

import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Appends a row for each container that a pod's spec names and no kubelet reported, so that its
 * requests count. The rows' keys, labels and owners stay the same objects while nothing changes.
 * Not thread-safe.
 */
final class StubContainers {
  /** What the rows were made from, and the table's identity with them. */
  private record Layout(
      Roster pods,
      LabelColumn podLabels,
      Roster reported,
      LabelColumn reportedLabels,
      Owners reportedOwners,
      List<@Nullable PodInfo> infos,
      Roster containers,
      LabelColumn labels,
      Owners owners) {

    boolean holdsFor(DataBatch batch, List<@Nullable PodInfo> infosNow) {
      return pods == batch.pods().roster()
          && podLabels == batch.pods().labels()
          && reported == batch.podContainers().roster()
          && reportedLabels == batch.podContainers().labels()
          && reportedOwners == batch.podOfContainer()
          && DerivedLabels.same(infosNow, infos);
    }
  }

  private record Stub(EntityKey.PodContainer key, Labels ofPod, Labels labels, int podRow) {}

  private @Nullable Layout layout;
  private Map<EntityKey.PodContainer, Stub> stubs = new HashMap<>();

  /**
   * The batch with the missing rows.
   *
   * @param infos the object behind each pod row, where known
   */
  DataBatch append(DataBatch batch, List<@Nullable PodInfo> infos) {
    Layout known = layout;
    if (known == null || !known.holdsFor(batch, infos)) {
      known = layOut(batch, infos);
      layout = known;
    }
    if (known.containers == batch.podContainers().roster()) {
      return batch;
    }
    return batch.toBuilder()
        .table(batch.podContainers().toBuilder().entities(known.containers, known.labels).build())
        .podOfContainer(known.owners)
        .build();
  }

  private Layout layOut(DataBatch batch, List<@Nullable PodInfo> infos) {
    List<Stub> missing = missing(batch, infos);
    var byKey = new HashMap<EntityKey.PodContainer, Stub>();
    missing.forEach(stub -> byKey.put(stub.key, stub));
    stubs = byKey;
    EntityTable reported = batch.podContainers();
    return new Layout(
        batch.pods().roster(),
        batch.pods().labels(),
        reported.roster(),
        reported.labels(),
        batch.podOfContainer(),
        infos,
        reported.roster().append(missing.stream().map(Stub::key).toList()),
        reported.labels().append(missing.stream().map(Stub::labels).toList()),
        batch.podOfContainer().append(missing.stream().mapToInt(Stub::podRow).toArray()));
  }

  private List<Stub> missing(DataBatch batch, List<@Nullable PodInfo> infos) {
    int[] found = reportedOfSpec(batch, infos);
    var missing = new ArrayList<Stub>();
    for (int pod = 0; pod < found.length; pod++) {
      PodInfo info = infos.get(pod);
      if (info != null && found[pod] < info.containers().size()) {
        for (ContainerInfo container : info.containers()) {
          var key =
              new EntityKey.PodContainer((EntityKey.Pod) batch.pods().key(pod), container.name());
          if (batch.podContainers().roster().rowOf(key) == Roster.NONE) {
            missing.add(stub(key, batch.pods().labels(pod), pod));
          }
        }
      }
    }
    return missing;
  }

  /**
   * How many containers of each pod's spec were reported: a count spares most pods the look-ups.
   */
  private static int[] reportedOfSpec(DataBatch batch, List<@Nullable PodInfo> infos) {
    int[] found = new int[infos.size()];
    for (int row = 0; row < batch.podContainers().size(); row++) {
      int pod = batch.podOfContainer().of(row);
      PodInfo info = infos.get(pod);
      var key = (EntityKey.PodContainer) batch.podContainers().key(row);
      if (info != null && info.container(key.name()) != null) {
        found[pod]++;
      }
    }
    return found;
  }

  private Stub stub(EntityKey.PodContainer key, Labels ofPod, int podRow) {
    Stub before = stubs.get(key);
    return before != null && before.ofPod == ofPod
        ? new Stub(before.key, ofPod, before.labels, podRow)
        : new Stub(key, ofPod, labels(key, ofPod), podRow);
  }

  private static Labels labels(EntityKey.PodContainer key, Labels ofPod) {
    var labels = new TreeMap<String, String>();
    labels.put(LabelKeys.TYPE, EntityKind.POD_CONTAINER.type());
    labels.put(LabelKeys.CONTAINER_NAME, key.name());
    InheritedLabels.copy(ofPod, labels);
    return Labels.of(labels);
  }
}
