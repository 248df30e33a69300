package io.heapster.api.model;

import io.heapster.core.model.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * An entity as a caller of the historical API names it.
 *
 * @param key null for a pod id that no pod has
 * @param text as errors name it: Heapster's historical key
 */
record AskedEntity(@Nullable EntityKey key, String text) {

  static AskedEntity of(EntityKey key) {
    return new AskedEntity(key, '(' + key.kind().type() + ')' + path(key));
  }

  private static String path(EntityKey key) {
    return switch (key) {
      case EntityKey.Cluster _ -> "[cluster]";
      case EntityKey.Namespace(String name) -> "ns:" + name;
      case EntityKey.Node node -> node.text();
      case EntityKey.SystemContainer container -> container.text();
      case EntityKey.Pod(String namespace, String name) -> "ns:" + namespace + "/pod:" + name;
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) ->
          path(pod) + "/container:" + name;
    };
  }
}
