package io.heapster.sources.simulated.apiserver;

import java.util.Optional;

/**
 * What a path below {@code /api/v1} names.
 *
 * @param namespace empty for all, or when the kind has none
 * @param name empty for the collection
 */
record ResourcePath(ResourceKind kind, String namespace, String name) {
  private static final String PREFIX = "/api/v1/";

  /** Takes a path apart; empty when no such resource is served. */
  static Optional<ResourcePath> parse(String path) {
    if (!path.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String[] parts = path.substring(PREFIX.length()).split("/");
    return switch (parts.length) {
      case 1 -> of(parts[0], "", "");
      case 2 ->
          ResourceKind.named(parts[0])
              .filter(kind -> !kind.isNamespaced())
              .map(kind -> new ResourcePath(kind, "", parts[1]));
      case 3 -> namespaced(parts, "");
      case 4 -> namespaced(parts, parts[3]);
      default -> Optional.empty();
    };
  }

  private static Optional<ResourcePath> namespaced(String[] parts, String name) {
    return of(parts[2], parts[1], name)
        .filter(path -> parts[0].equals("namespaces") && path.kind().isNamespaced());
  }

  private static Optional<ResourcePath> of(String plural, String namespace, String name) {
    return ResourceKind.named(plural).map(kind -> new ResourcePath(kind, namespace, name));
  }
}
