package io.heapster.api.provider;

/**
 * A metric of a kind of objects. A key: equal when all parts are.
 *
 * @param namespaced whether the objects live in namespaces
 * @param metric without slashes, as paths cannot carry them
 */
public record CustomMetricInfo(GroupResource resource, boolean namespaced, String metric) {

  /** The form in discovery, e.g. {@code pods/http_requests}. */
  public String path() {
    return resource + "/" + metric;
  }
}
