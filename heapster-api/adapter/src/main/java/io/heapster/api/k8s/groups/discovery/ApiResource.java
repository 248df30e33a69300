package io.heapster.api.k8s.groups.discovery;

import java.util.List;

/**
 * A resource of an API group.
 *
 * @param name as in paths; a subresource is named with its resource: {@code pods/http_requests}
 * @param kind of the objects
 * @param verbs sorted
 */
public record ApiResource(String name, boolean namespaced, String kind, List<String> verbs) {
  public ApiResource {
    verbs = List.copyOf(verbs);
  }
}
