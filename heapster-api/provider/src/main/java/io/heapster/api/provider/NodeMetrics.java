package io.heapster.api.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a node uses, served as {@code NodeMetrics}.
 *
 * @param labels of the Node object
 * @param timestamp end of the window
 */
public record NodeMetrics(
    String name,
    Map<String, String> labels,
    Instant timestamp,
    Duration window,
    ContainerUsage usage) {}
