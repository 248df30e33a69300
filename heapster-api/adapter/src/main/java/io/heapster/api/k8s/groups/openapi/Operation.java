package io.heapster.api.k8s.groups.openapi;

import java.util.List;

/**
 * What can be asked of a path.
 *
 * @param path with its parameters in braces
 * @param action {@code get} or {@code list}; empty for discovery
 * @param kind that the action is about
 * @param schema of the answer
 * @param parameters of the query, and the type of each
 */
record Operation(
    String path, String id, String action, String kind, String schema, List<Parameter> parameters) {

  Operation {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param in {@code path} or {@code query}
   */
  record Parameter(String name, String in, String type) {
    static Parameter inPath(String name) {
      return new Parameter(name, "path", "string");
    }

    static Parameter inQuery(String name, String type) {
      return new Parameter(name, "query", type);
    }
  }
}
