package io.heapster.core.usage;

/** What a node uses, or why that is not known. */
public sealed interface NodeAnswer permits NodeUsage, NoUsage {}
