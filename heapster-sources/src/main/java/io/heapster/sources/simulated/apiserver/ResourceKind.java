package io.heapster.sources.simulated.apiserver;

import java.util.Optional;

/** The kinds of objects that are served. */
enum ResourceKind {
  NODES("nodes", "node", "Node", "no", false),
  PODS("pods", "pod", "Pod", "po", true),
  NAMESPACES("namespaces", "namespace", "Namespace", "ns", false),
  CONFIG_MAPS("configmaps", "configmap", "ConfigMap", "cm", true);

  private final String plural;
  private final String singular;
  private final String kind;
  private final String shortName;
  private final boolean namespaced;

  ResourceKind(String plural, String singular, String kind, String shortName, boolean namespaced) {
    this.plural = plural;
    this.singular = singular;
    this.kind = kind;
    this.shortName = shortName;
    this.namespaced = namespaced;
  }

  static Optional<ResourceKind> named(String plural) {
    for (ResourceKind each : values()) {
      if (each.plural.equals(plural)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  String plural() {
    return plural;
  }

  String singular() {
    return singular;
  }

  String kind() {
    return kind;
  }

  String shortName() {
    return shortName;
  }

  boolean isNamespaced() {
    return namespaced;
  }
}
