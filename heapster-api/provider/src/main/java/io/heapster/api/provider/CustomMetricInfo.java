package io.heapster.api.provider;

/**
 * A metric of a kind of objects. A key: equal when all parts are.
 *
 * @param namespaced whether the objects live in namespaces
 * @param metric without slashes, as paths cannot carry them
 */
public record CustomMetricInfo(GroupResource resource, boolean namespaced, String metric) {

  /**
   * What a provider lists that cannot tell its metrics beforehand: some clients fail on an empty
   * discovery document. There are no values of it.
   */
  public static final CustomMetricInfo PLACEHOLDER =
      new CustomMetricInfo(GroupResource.core(""), false, "custommetrics");

  /** The form in discovery, e.g. {@code pods/http_requests}. */
  public String path() {
    return resource + "/" + metric;
  }
}
