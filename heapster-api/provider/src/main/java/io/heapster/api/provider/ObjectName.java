package io.heapster.api.provider;

/**
 * Which object.
 *
 * @param namespace empty for objects that live in none, e.g. nodes
 */
public record ObjectName(String namespace, String name) {

  /** An object that lives in no namespace. */
  public static ObjectName clusterScoped(String name) {
    return new ObjectName("", name);
  }
}
