package io.heapster.core.inventory;

import io.heapster.core.model.Labels;

/** What is kept of a Namespace object. */
public record NamespaceInfo(String name, String uid, Labels labels) {}
