package io.heapster.processors;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives containers whose pod no kubelet described a pod row, so that every container counts into a
 * pod, a namespace and a node. Rare: an old kubelet that lists a container but not its sandbox.
 */
final class OrphanContainers {
  private final DataBatch batch;
  private final int[] podOfContainer;
  private final Map<EntityKey.Pod, Labels> pods = new LinkedHashMap<>();
  private final List<EntityKey.Namespace> namespaces = new ArrayList<>();
  private final List<Labels> namespaceLabels = new ArrayList<>();

  private OrphanContainers(DataBatch batch) {
    this.batch = batch;
    this.podOfContainer = new int[batch.podContainers().size()];
  }

  /** The batch itself when there are none. */
  static DataBatch adopt(DataBatch batch) {
    Owners owners = batch.podOfContainer();
    for (int row = 0; row < owners.size(); row++) {
      if (owners.of(row) == Owners.NONE) {
        return new OrphanContainers(batch).adopted();
      }
    }
    return batch;
  }

  private DataBatch adopted() {
    findPods();
    int[] namespaceOfPod = new int[pods.size()];
    int[] nodeOfPod = new int[pods.size()];
    int at = 0;
    for (Map.Entry<EntityKey.Pod, Labels> pod : pods.entrySet()) {
      namespaceOfPod[at] = namespaceRow(pod.getKey().namespace());
      nodeOfPod[at++] = nodeRow(pod.getValue());
    }
    return batch.toBuilder()
        .table(appended(batch.pods(), List.copyOf(pods.keySet()), List.copyOf(pods.values())))
        .table(appended(batch.namespaces(), namespaces, namespaceLabels))
        .podOfContainer(Owners.of(podOfContainer))
        .namespaceOfPod(batch.namespaceOfPod().append(namespaceOfPod))
        .nodeOfPod(batch.nodeOfPod().append(nodeOfPod))
        .build();
  }

  private void findPods() {
    EntityTable containers = batch.podContainers();
    Map<EntityKey.Pod, Integer> rows = new LinkedHashMap<>();
    for (int row = 0; row < containers.size(); row++) {
      podOfContainer[row] = batch.podOfContainer().of(row);
      if (podOfContainer[row] == Owners.NONE) {
        EntityKey.Pod pod = ((EntityKey.PodContainer) containers.key(row)).pod();
        int known = batch.pods().roster().rowOf(pod);
        podOfContainer[row] =
            known == Roster.NONE
                ? rows.computeIfAbsent(pod, _ -> batch.pods().size() + rows.size())
                : known;
        if (known == Roster.NONE) {
          pods.putIfAbsent(pod, podLabels(containers.labels(row)));
        }
      }
    }
  }

  private static Labels podLabels(Labels container) {
    var labels = new TreeMap<String, String>();
    labels.put(LabelKeys.TYPE, EntityKind.POD.type());
    InheritedLabels.copy(container, labels);
    InheritedLabels.copy(LabelKeys.POD_ID, container, labels);
    return Labels.of(labels);
  }

  private int namespaceRow(String name) {
    var key = new EntityKey.Namespace(name);
    int known = batch.namespaces().roster().rowOf(key);
    if (known != Roster.NONE) {
      return known;
    }
    if (!namespaces.contains(key)) {
      namespaces.add(key);
      namespaceLabels.add(
          Labels.of(
              Map.of(LabelKeys.TYPE, EntityKind.NAMESPACE.type(), LabelKeys.NAMESPACE_NAME, name)));
    }
    return batch.namespaces().size() + namespaces.indexOf(key);
  }

  private int nodeRow(Labels pod) {
    String node = pod.get(LabelKeys.NODENAME);
    return node == null ? Owners.NONE : batch.nodes().roster().rowOf(new EntityKey.Node(node));
  }

  private static EntityTable appended(
      EntityTable table, List<? extends EntityKey> keys, List<Labels> labels) {
    return table.toBuilder().append(keys, labels).build();
  }
}
