package io.heapster.api.k8s.sample;

import io.heapster.api.k8s.adapter.ClusterAccess;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of the tests of upstream's library: 4 nodes and, in the namespace {@code ns}, 16
 * pods; each second one has the label {@code foo=bar}.
 */
final class SampleCluster {
  private static final List<KindOfObjects> KINDS =
      List.of(
          new KindOfObjects(GroupResource.core("nodes"), "node", "Node", "v1", false),
          new KindOfObjects(
              GroupResource.core("namespaces"), "namespace", "Namespace", "v1", false),
          new KindOfObjects(GroupResource.core("pods"), "pod", "Pod", "v1", true),
          new KindOfObjects(GroupResource.core("services"), "service", "Service", "v1", true),
          new KindOfObjects(
              GroupResource.parse("deployments.apps"), "deployment", "Deployment", "v1", true));

  private static final Map<String, List<ObjectName>> NAMES = names();

  /** Below {@code /write-metrics/}: all of them, some with the singular. */
  static final List<String> OBJECTS = paths();

  private SampleCluster() {}

  private static Map<String, List<ObjectName>> names() {
    var nodes = new ArrayList<>(List.of(ObjectName.clusterScoped("foo")));
    for (int i = 1; i < 4; i++) {
      nodes.add(ObjectName.clusterScoped("node-" + i));
    }
    var pods = new ArrayList<>(List.of(new ObjectName("ns", "foo")));
    for (int i = 1; i < 16; i++) {
      pods.add(new ObjectName("ns", "pod-" + i));
    }
    var names = new LinkedHashMap<String, List<ObjectName>>();
    names.put("nodes", nodes);
    names.put("pods", pods);
    names.put("namespaces", List.of(ObjectName.clusterScoped("ns")));
    names.put("services", List.of(new ObjectName("ns", "web")));
    names.put("deployments", List.of(new ObjectName("ns", "web")));
    return names;
  }

  private static List<String> paths() {
    var paths = new ArrayList<String>();
    NAMES.get("nodes").forEach(node -> paths.add("nodes/" + node.name()));
    NAMES.get("pods").forEach(pod -> paths.add("namespaces/ns/pod/" + pod.name()));
    paths.add("namespaces/ns/metrics");
    paths.add("namespaces/ns/deployments.apps/web");
    return List.copyOf(paths);
  }

  static ClusterObjects objects() {
    return new ClusterObjects(
        SampleCluster::find,
        (kind, namespace, selector) -> {
          List<ObjectName> all = NAMES.get(kind.resource().resource());
          return all.stream()
              .filter(name -> name.namespace().equals(namespace))
              .filter(name ->
                  selector.matches(
                      all.indexOf(name) % 2 == 0 ? Map.of("foo", "bar") : Map.of("foo", "baz")))
              .toList();
        });
  }

  private static Optional<KindOfObjects> find(GroupResource asked) {
    return KINDS.stream()
        .filter(kind ->
            kind.resource().equals(asked)
                || asked.group().isEmpty() && kind.singular().equals(asked.resource()))
        .findFirst();
  }

  static ClusterAccess open(ClusterAccess.Settings settings) {
    return new ClusterAccess(objects(), () -> {});
  }
}
