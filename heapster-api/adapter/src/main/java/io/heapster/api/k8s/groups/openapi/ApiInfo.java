package io.heapster.api.k8s.groups.openapi;

/**
 * How a server introduces itself.
 *
 * @param title e.g. the name of the adapter
 * @param version of the server
 */
public record ApiInfo(String title, String version) {}
