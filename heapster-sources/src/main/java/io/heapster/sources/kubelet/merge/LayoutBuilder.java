package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Lays a node's entities out anew, with the key and label objects of the layout before wherever
 * they still say the same. Used once per layout, so in a quiet cluster not at all.
 */
final class LayoutBuilder {
  private final NodeSample sample;
  private final NodeLayout before;
  private final NodeIdentity identity;
  private final boolean labelsStay;
  private final List<EntityKey> keys = new ArrayList<>();
  private final List<Labels> labels = new ArrayList<>();
  private final List<String> uids = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final List<Integer> firstContainer = new ArrayList<>();
  private int firstSystem;

  private LayoutBuilder(NodePart part, NodeLayout before) {
    this.sample = part.sample();
    this.before = before;
    this.identity = NodeIdentity.of(part);
    this.labelsStay = before.identity().equals(identity);
  }

  /** The layout of a sample; where it names an entity twice, the first one's details count. */
  static NodeLayout build(NodePart part, NodeLayout before) {
    var builder = new LayoutBuilder(part, before);
    EntityKey.Node node = builder.addNode();
    builder.addPods();
    builder.addSystemContainers(node);
    return new NodeLayout(builder);
  }

  NodeIdentity identity() {
    return identity;
  }

  List<EntityKey> keys() {
    return keys;
  }

  List<Labels> labels() {
    return labels;
  }

  List<String> uids() {
    return uids;
  }

  List<String> images() {
    return images;
  }

  List<Integer> firstContainer() {
    return firstContainer;
  }

  int firstSystem() {
    return firstSystem;
  }

  /** The name that a sample gives its node, else the API's. */
  static String nodeName(NodeSample sample, NodeIdentity identity) {
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (sample.kind(entity) == EntityKind.NODE && !sample.isDropped(entity)) {
        String name = sample.name(entity);
        return name.isEmpty() ? identity.name() : name;
      }
    }
    return identity.name();
  }

  private EntityKey.Node addNode() {
    String name = nodeName(sample, identity);
    EntityKey.Node key =
        before.nodeName().equals(name) ? (EntityKey.Node) before.key(0) : new EntityKey.Node(name);
    keys.add(key);
    labels.add(labelsStay ? before.labels(0) : identity.ofNode());
    return key;
  }

  private void addPods() {
    // Containers stand after all pods, so they are collected by pod first.
    Map<EntityKey.Pod, List<Integer>> containers = new LinkedHashMap<>();
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (sample.kind(entity) == EntityKind.POD && !sample.isDropped(entity)) {
        addPod(entity, containers);
      }
    }
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (sample.kind(entity) == EntityKind.POD_CONTAINER && !sample.isDropped(entity)) {
        Objects.requireNonNull(containers.get(podKey(sample.parent(entity)))).add(entity);
      }
    }
    int pod = 1;
    for (List<Integer> ofPod : containers.values()) {
      firstContainer.add(keys.size());
      addContainers(pod++, ofPod);
    }
    firstContainer.add(keys.size());
    firstSystem = keys.size();
  }

  private EntityKey.Pod podKey(int entity) {
    return new EntityKey.Pod(sample.namespace(entity), sample.name(entity));
  }

  private void addPod(int entity, Map<EntityKey.Pod, List<Integer>> containers) {
    EntityKey.Pod key = podKey(entity);
    if (containers.containsKey(key)) {
      return;
    }
    String uid = sample.uid(entity);
    int old = before.pod(key.namespace(), key.name());
    if (old != NodeLayout.NONE) {
      key = (EntityKey.Pod) before.key(old);
    }
    boolean same = labelsStay && old != NodeLayout.NONE && before.uid(old).equals(uid);
    containers.put(key, new ArrayList<>(2));
    keys.add(key);
    uids.add(uid);
    labels.add(same ? before.labels(old) : identity.ofPod(key, uid));
  }

  private void addContainers(int podSlot, List<Integer> entities) {
    var pod = (EntityKey.Pod) keys.get(podSlot);
    Set<String> listed = HashSet.newHashSet(entities.size());
    for (int entity : entities) {
      String name = sample.name(entity);
      if (listed.add(name)) {
        addContainer(pod, uids.get(podSlot - 1), name, sample.image(entity));
      }
    }
  }

  private void addContainer(EntityKey.Pod pod, String podUid, String name, String image) {
    images.add(image);
    int oldPod = before.pod(pod.namespace(), pod.name());
    int old = oldPod == NodeLayout.NONE ? NodeLayout.NONE : before.container(oldPod, name);
    if (old == NodeLayout.NONE) {
      var key = new EntityKey.PodContainer(pod, name);
      keys.add(key);
      labels.add(identity.ofPodContainer(key, podUid, image));
      return;
    }
    var key = (EntityKey.PodContainer) before.key(old);
    boolean same =
        labelsStay && before.uid(oldPod).equals(podUid) && before.image(old).equals(image);
    keys.add(key);
    labels.add(same ? before.labels(old) : identity.ofPodContainer(key, podUid, image));
  }

  private void addSystemContainers(EntityKey.Node node) {
    var listed = new LinkedHashMap<String, EntityKey.SystemContainer>();
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (sample.kind(entity) == EntityKind.SYSTEM_CONTAINER && !sample.isDropped(entity)) {
        String name = sample.name(entity);
        listed.computeIfAbsent(name, _ -> new EntityKey.SystemContainer(node, name));
      }
    }
    listed.values().forEach(this::addSystemContainer);
  }

  private void addSystemContainer(EntityKey.SystemContainer fresh) {
    int old = before.systemContainer(fresh.name());
    if (old == NodeLayout.NONE || !before.key(old).equals(fresh)) {
      keys.add(fresh);
      labels.add(identity.ofSystemContainer(fresh.name()));
      return;
    }
    keys.add(before.key(old));
    labels.add(labelsStay ? before.labels(old) : identity.ofSystemContainer(fresh.name()));
  }
}
