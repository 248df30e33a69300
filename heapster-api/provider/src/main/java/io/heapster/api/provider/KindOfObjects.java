package io.heapster.api.provider;

/**
 * What the cluster's discovery says of a kind of objects.
 *
 * @param resource canonical: plural, with its full group
 * @param singular e.g. {@code pod}
 * @param kind e.g. {@code Pod}
 * @param version preferred one, e.g. {@code v1}
 */
public record KindOfObjects(
    GroupResource resource, String singular, String kind, String version, boolean namespaced) {

  /** A reference to an object of this kind. */
  public ObjectReference reference(ObjectName name) {
    return new ObjectReference(kind, name, resource.group() + "/" + version);
  }
}
