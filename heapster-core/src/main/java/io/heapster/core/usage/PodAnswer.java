package io.heapster.core.usage;

/** What the containers of a pod use, or why that is not known. */
public sealed interface PodAnswer permits PodUsage, NoUsage {}
