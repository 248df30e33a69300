package io.heapster.api.k8s.groups.custom;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ResourceMapper;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider is asked: a path in the words of the cluster's discovery.
 *
 * @param namespace empty for kinds that live in none
 */
record Target(String namespace, CustomMetricInfo metric) {
  private static final GroupResource NAMESPACES = GroupResource.core("namespaces");
  private static final KindOfObjects NAMESPACE =
      new KindOfObjects(NAMESPACES, "namespace", "Namespace", "v1", false);
  private static final KindOfObjects NODE =
      new KindOfObjects(GroupResource.core("nodes"), "node", "Node", "v1", false);

  /**
   * Kinds that live in no namespace, whatever discovery has told by now: below a namespace they
   * would be served to callers who are authorised in that namespace only.
   */
  private static final Map<String, KindOfObjects> NEVER_IN_NAMESPACE =
      Map.of("namespaces", NAMESPACE, "namespace", NAMESPACE, "nodes", NODE, "node", NODE);

  /**
   * Translates a path. Kinds that the cluster does not know pass as they are written: a provider
   * may know them.
   *
   * @throws MetricsException not found, when the kind does not live where the path says
   */
  static Target of(CustomPath path, ResourceMapper mapper) {
    Optional<KindOfObjects> found = find(path.resource(), mapper);
    boolean inNamespace = !path.namespace().isEmpty();
    if (found.isEmpty()) {
      return new Target(
          path.namespace(), new CustomMetricInfo(path.resource(), inNamespace, path.metric()));
    }
    KindOfObjects kind = found.get();
    var metric = new CustomMetricInfo(kind.resource(), kind.namespaced(), path.metric());
    if (kind.namespaced() != inNamespace && !mayStandInNamespace(path, kind)) {
      throw MetricsException.metricNotFound(metric);
    }
    return new Target(kind.namespaced() ? path.namespace() : "", metric);
  }

  private static Optional<KindOfObjects> find(GroupResource resource, ResourceMapper mapper) {
    KindOfObjects certain =
        resource.group().isEmpty()
            ? NEVER_IN_NAMESPACE.get(resource.resource().toLowerCase(Locale.ROOT))
            : null;
    return certain == null ? mapper.find(resource) : Optional.of(certain);
  }

  /**
   * Autoscalers ask for every object below their own namespace, also for nodes. That is answered
   * for one object at a time, and for no other namespace: the caller was authorised here only.
   */
  private static boolean mayStandInNamespace(CustomPath path, KindOfObjects kind) {
    boolean otherNamespace =
        kind.resource().equals(NAMESPACES) && !path.object().equals(path.namespace());
    return !kind.namespaced() && !path.isForAll() && !otherNamespace;
  }
}
