package io.heapster.api.k8s.request;

import io.heapster.api.k8s.identity.Attributes;
import java.util.List;
import java.util.Map;

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

  /**
   * Checks that it only reads.
   *
   * @throws StatusException 405 when it does not
   */
  public void requireRead() {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new StatusException(
          405,
          "MethodNotAllowed",
          "the server does not allow this method on the requested resource",
          StatusException.Details.EMPTY,
          Map.of("Allow", "GET"));
    }
  }
}
