package io.heapster.core.inventory;

/** What is kept of a Namespace object. */
public record NamespaceInfo(String name, String uid) {}
