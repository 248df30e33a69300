package io.heapster.api.provider;

/**
 * A kind of objects as paths and RBAC name it.
 *
 * @param resource plural, e.g. {@code deployments}
 * @param group e.g. {@code apps}; empty for the core group
 */
public record GroupResource(String resource, String group) {

  /** A resource of the core group, e.g. {@code pods}. */
  public static GroupResource core(String resource) {
    return new GroupResource(resource, "");
  }

  /** Reads {@code pods} or {@code deployments.apps}: the group follows the first dot. */
  public static GroupResource parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? core(text)
        : new GroupResource(text.substring(0, dot), text.substring(dot + 1));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
