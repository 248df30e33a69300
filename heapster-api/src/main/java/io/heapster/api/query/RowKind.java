package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.core.config.NearestName;
import io.heapster.core.metric.EntityKind;
import java.util.Arrays;
import java.util.List;

/** Kinds of entities as questions name them, with the columns of names that each has. */
enum RowKind {
  CLUSTER("cluster", EntityKind.CLUSTER),
  NAMESPACES("namespaces", EntityKind.NAMESPACE, Identity.NAMESPACE),
  NODES("nodes", EntityKind.NODE, Identity.NODE),
  PODS("pods", EntityKind.POD, Identity.NAMESPACE, Identity.POD, Identity.NODE),
  CONTAINERS(
      "containers",
      EntityKind.POD_CONTAINER,
      Identity.NAMESPACE,
      Identity.POD,
      Identity.CONTAINER,
      Identity.NODE),
  SYSTEM_CONTAINERS(
      "system-containers", EntityKind.SYSTEM_CONTAINER, Identity.NODE, Identity.CONTAINER);

  private final String text;
  private final EntityKind entities;
  private final List<Identity> identities;

  RowKind(String text, EntityKind entities, Identity... identities) {
    this.text = text;
    this.entities = entities;
    this.identities = List.of(identities);
  }

  String text() {
    return text;
  }

  EntityKind entities() {
    return entities;
  }

  /** The columns of names, in the order of an answer. */
  List<Identity> identities() {
    return identities;
  }

  static RowKind of(EntityKind entities) {
    return switch (entities) {
      case CLUSTER -> CLUSTER;
      case NAMESPACE -> NAMESPACES;
      case NODE -> NODES;
      case POD -> PODS;
      case POD_CONTAINER -> CONTAINERS;
      case SYSTEM_CONTAINER -> SYSTEM_CONTAINERS;
    };
  }

  /**
   * The required parameter {@code kind}.
   *
   * @throws ApiException 400 when it is missing, or none of the given ones
   */
  static RowKind of(Parameters parameters, List<RowKind> allowed) {
    String given = parameters.text("kind");
    List<String> names = allowed.stream().map(RowKind::text).toList();
    int at = names.indexOf(given);
    if (at < 0) {
      String problem =
          given.isEmpty()
              ? "kind is missing"
              : "kind=" + Parameters.shown(given) + ": no kind here";
      throw ApiException.badRequest(
          problem
              + NearestName.hint(given, given.isEmpty() ? List.of() : names)
              + "; expected one of "
              + String.join(", ", names));
    }
    return allowed.get(at);
  }

  static final List<RowKind> ALL = Arrays.asList(values());
}
