package io.heapster.core.usage;

/**
 * What a node uses.
 *
 * @param timestampNanos end of the window, by the kubelet's clock, in epoch nanoseconds
 * @param windowNanos over which CPU is an average; above 0
 * @param cpuNanocores rounded down
 * @param memoryBytes working set at the end of the window
 * @param swapBytes {@link ContainerUsage#ABSENT} where the kubelet does not tell it
 */
public record NodeUsage(
    long timestampNanos, long windowNanos, long cpuNanocores, long memoryBytes, long swapBytes)
    implements NodeAnswer {}
