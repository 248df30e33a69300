package io.heapster.core.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntityKey#text} writes. */
final class KeyText {
  private static final Pattern ON_NODE =
      Pattern.compile("node:([^/]+)(?:/container:(.+))?", Pattern.DOTALL);
  private static final Pattern IN_NAMESPACE =
      Pattern.compile("namespace:([^/]+)(?:/pod:([^/]+)(?:/container:([^/]+))?)?");

  private KeyText() {}

  static Optional<EntityKey> parse(String text) {
    EntityKey.Cluster cluster = EntityKey.Cluster.INSTANCE;
    if (text.equals(cluster.text())) {
      return Optional.of(cluster);
    }
    Matcher onNode = ON_NODE.matcher(text);
    if (onNode.matches()) {
      return Optional.of(onNode(onNode.group(1), onNode.group(2)));
    }
    Matcher parts = IN_NAMESPACE.matcher(text);
    return parts.matches()
        ? Optional.of(inNamespace(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  private static EntityKey onNode(String name, @Nullable String container) {
    var node = new EntityKey.Node(name);
    return container == null ? node : new EntityKey.SystemContainer(node, container);
  }

  private static EntityKey inNamespace(
      String namespace, @Nullable String name, @Nullable String container) {
    if (name == null) {
      return new EntityKey.Namespace(namespace);
    }
    var pod = new EntityKey.Pod(namespace, name);
    return container == null ? pod : new EntityKey.PodContainer(pod, container);
  }
}
