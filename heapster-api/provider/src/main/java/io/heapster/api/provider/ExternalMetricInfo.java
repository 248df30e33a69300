package io.heapster.api.provider;

/**
 * A metric that belongs to no object.
 *
 * @param metric without slashes, as paths cannot carry them
 */
public record ExternalMetricInfo(String metric) {}
