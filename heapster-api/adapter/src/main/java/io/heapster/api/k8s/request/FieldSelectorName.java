package io.heapster.api.k8s.request;

/**
 * The one object that a list is narrowed to by {@code fieldSelector=metadata.name=...}: RBAC rules
 * with names of objects are asked about it. Selectors that cannot be read narrow nothing here; who
 * answers the request refuses them.
 */
final class FieldSelectorName {
  private FieldSelectorName() {}

  /** The name; empty without one, and for what cannot be a segment of a path. */
  static String of(String selector) {
    return FieldTerm.split(selector).stream()
        .flatMap(term -> FieldTerm.parse(term).stream())
        .filter(term -> term.equal() && term.field().equals("metadata.name"))
        .map(FieldTerm::value)
        .filter(FieldSelectorName::isSegment)
        .findFirst()
        .orElse("");
  }

  private static boolean isSegment(String name) {
    boolean odd = name.isEmpty() || name.equals(".") || name.equals("..");
    return !odd && name.indexOf('/') < 0 && name.indexOf('%') < 0;
  }
}
