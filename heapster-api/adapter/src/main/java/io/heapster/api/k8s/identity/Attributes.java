package io.heapster.api.k8s.identity;

/** What is to be allowed, in the terms of RBAC. */
public sealed interface Attributes {
  /**
   * {@code get}, {@code list}, {@code watch}, {@code create}, ...; of a path the method in lower
   * case.
   */
  String verb();

  /**
   * An object or a collection; empty texts where a part is missing.
   *
   * @param path as asked, decoded
   */
  record Resource(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String namespace,
      String name,
      String path)
      implements Attributes {}

  /** Anything else, e.g. {@code /metrics} or discovery. */
  record Path(String verb, String path) implements Attributes {}
}
