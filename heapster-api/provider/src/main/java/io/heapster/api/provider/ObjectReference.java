package io.heapster.api.provider;

/**
 * The object that a value describes.
 *
 * @param kind e.g. {@code Pod}
 * @param apiVersion e.g. {@code apps/v1}; Kubernetes' own servers write {@code /v1} for the core
 *     group here, and so does {@link KindOfObjects#reference}
 */
public record ObjectReference(String kind, ObjectName name, String apiVersion) {}
