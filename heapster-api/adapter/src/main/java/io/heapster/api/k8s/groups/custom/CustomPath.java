package io.heapster.api.k8s.groups.custom;

import io.heapster.api.k8s.groups.query.GroupPath;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.provider.GroupResource;

/**
 * Which value a path asks for, as written.
 *
 * @param namespace empty when the path has none
 * @param object {@code *} for all that are selected
 */
record CustomPath(String namespace, GroupResource resource, String object, String metric) {
  private static final String ALL = "*";
  private static final GroupResource NAMESPACES = GroupResource.core("namespaces");

  /**
   * Reads a path.
   *
   * @throws StatusException 404 or 400 when it leads to no value
   */
  static CustomPath of(GroupPath path) {
    boolean namespaces = path.at(0).equals("namespaces");
    return switch (path.length()) {
      case 3 -> {
        if (namespaces) {
          throw StatusException.badRequest("invalid request path");
        }
        yield new CustomPath("", GroupResource.parse(path.at(0)), path.at(1), path.at(2));
      }
      case 4 -> {
        if (!namespaces || !path.at(2).equals("metrics")) {
          throw StatusException.noSuchResource();
        }
        // A metric of the namespace itself. The caller was authorised for "metrics" in it.
        yield new CustomPath("", NAMESPACES, path.at(1), path.at(3));
      }
      case 5 -> {
        if (!namespaces) {
          throw StatusException.noSuchResource();
        }
        yield new CustomPath(path.at(1), GroupResource.parse(path.at(2)), path.at(3), path.at(4));
      }
      default -> throw StatusException.noSuchResource();
    };
  }

  boolean isForAll() {
    return object.equals(ALL);
  }
}
