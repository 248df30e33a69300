package io.heapster.api.k8s.request;

import io.heapster.api.k8s.identity.Attributes;
import java.util.List;

/**
 * A path and a method, read as API servers do.
 *
 * @param method upper case
 * @param path decoded once; begins with a slash
 * @param segments of the path, without empty one at the end
 * @param attributes for authorisation
 */
public record RequestInfo(
    String method, String path, List<String> segments, Attributes attributes) {
  public RequestInfo {
    segments = List.copyOf(segments);
  }
}
