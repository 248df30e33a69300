package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays the whole batch out anew, table by table, keeping those that did not change. */
final class ClusterLayoutBuilder {
  private final List<NodeLayout> layouts;
  private final ClusterLayout before;
  private final List<EntityKey> podKeys = new ArrayList<>();
  private final List<EntityKey> containerKeys = new ArrayList<>();
  private final List<EntityKey> systemKeys = new ArrayList<>();
  private final List<Labels> podLabels = new ArrayList<>();
  private final List<Labels> containerLabels = new ArrayList<>();
  private final List<Labels> systemLabels = new ArrayList<>();
  private final int[] firstPods;
  private final int[] firstContainers;
  private final int[] firstSystems;

  private ClusterLayoutBuilder(List<NodeLayout> layouts, ClusterLayout before) {
    this.layouts = layouts;
    this.before = before;
    this.firstPods = new int[layouts.size()];
    this.firstContainers = new int[layouts.size()];
    this.firstSystems = new int[layouts.size()];
  }

  static ClusterLayout build(List<NodeBlock> blocks, ClusterLayout before) {
    List<NodeLayout> layouts = blocks.stream().map(NodeBlock::layout).toList();
    return new ClusterLayoutBuilder(layouts, before).build();
  }

  private ClusterLayout build() {
    for (int node = 0; node < layouts.size(); node++) {
      addBlock(node);
    }
    Entities namespaces = namespaces();
    return new ClusterLayout(
        layouts,
        new ClusterLayout.FirstRows(firstPods, firstContainers, firstSystems),
        namespaces,
        nodes(),
        Entities.of(podKeys, podLabels, before.pods()),
        Entities.of(containerKeys, containerLabels, before.podContainers()),
        Entities.of(systemKeys, systemLabels, before.systemContainers()),
        podOfContainer(),
        namespaceOfPod(namespaces.roster()),
        nodeOfPod());
  }

  private void addBlock(int node) {
    NodeLayout layout = layouts.get(node);
    firstPods[node] = podKeys.size();
    firstContainers[node] = containerKeys.size();
    firstSystems[node] = systemKeys.size();
    copy(layout, 1, layout.firstContainer(), podKeys, podLabels);
    copy(layout, layout.firstContainer(), layout.firstSystem(), containerKeys, containerLabels);
    copy(layout, layout.firstSystem(), layout.slots(), systemKeys, systemLabels);
  }

  private static void copy(
      NodeLayout layout, int from, int to, List<EntityKey> keys, List<Labels> labels) {
    for (int slot = from; slot < to; slot++) {
      keys.add(layout.key(slot));
      labels.add(layout.labels(slot));
    }
  }

  private Entities nodes() {
    List<EntityKey> keys = layouts.stream().map(layout -> layout.key(0)).toList();
    List<Labels> labels = layouts.stream().map(layout -> layout.labels(0)).toList();
    return Entities.of(keys, labels, before.nodes());
  }

  private Entities namespaces() {
    Map<String, EntityKey.Namespace> byName = new TreeMap<>();
    for (EntityKey key : podKeys) {
      String name = ((EntityKey.Pod) key).namespace();
      // Looked up first: a lambda per pod would cost more than the few namespaces there are.
      if (!byName.containsKey(name)) {
        byName.put(name, new EntityKey.Namespace(name));
      }
    }
    Roster old = before.namespaces().roster();
    List<EntityKey> keys = new ArrayList<>();
    List<Labels> labels = new ArrayList<>();
    for (EntityKey.Namespace key : byName.values()) {
      int row = old.rowOf(key);
      keys.add(row == Roster.NONE ? key : old.key(row));
      labels.add(row == Roster.NONE ? labelsOf(key) : before.namespaces().labels().get(row));
    }
    return Entities.of(keys, labels, before.namespaces());
  }

  private static Labels labelsOf(EntityKey.Namespace key) {
    return Labels.of(
        Map.of(LabelKeys.TYPE, EntityKind.NAMESPACE.type(), LabelKeys.NAMESPACE_NAME, key.name()));
  }

  private Owners podOfContainer() {
    int[] owners = new int[containerKeys.size()];
    int row = 0;
    for (int node = 0; node < layouts.size(); node++) {
      NodeLayout layout = layouts.get(node);
      for (int pod = 1; pod < layout.firstContainer(); pod++) {
        int containers = layout.firstContainer(pod + 1) - layout.firstContainer(pod);
        for (int i = 0; i < containers; i++) {
          owners[row++] = firstPods[node] + pod - 1;
        }
      }
    }
    return Owners.of(owners);
  }

  private Owners namespaceOfPod(Roster namespaces) {
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < namespaces.size(); row++) {
      rows.put(((EntityKey.Namespace) namespaces.key(row)).name(), row);
    }
    int[] owners = new int[podKeys.size()];
    for (int pod = 0; pod < owners.length; pod++) {
      owners[pod] = rows.getOrDefault(((EntityKey.Pod) podKeys.get(pod)).namespace(), Owners.NONE);
    }
    return Owners.of(owners);
  }

  private Owners nodeOfPod() {
    int[] owners = new int[podKeys.size()];
    for (int node = 0; node < layouts.size(); node++) {
      int first = firstPods[node];
      Arrays.fill(owners, first, first + layouts.get(node).pods(), node);
    }
    return Owners.of(owners);
  }
}
