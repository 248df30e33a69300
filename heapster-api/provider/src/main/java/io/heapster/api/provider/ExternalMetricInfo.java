package io.heapster.api.provider;

/**
 * A metric that belongs to no object.
 *
 * @param metric without slashes, as paths cannot carry them
 */
public record ExternalMetricInfo(String metric) {

  /**
   * What a provider lists that cannot tell its metrics beforehand: some clients fail on an empty
   * discovery document. There are no values of it.
   */
  public static final ExternalMetricInfo PLACEHOLDER = new ExternalMetricInfo("externalmetrics");
}
