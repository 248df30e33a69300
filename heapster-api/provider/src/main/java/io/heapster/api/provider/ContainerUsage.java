package io.heapster.api.provider;

/**
 * What a container, or a node, uses.
 *
 * @param name of the container; empty for a node
 * @param cpuNanocores average over the window
 * @param memoryBytes working set
 * @param swapBytes {@link #ABSENT} where the kubelet does not tell it
 */
public record ContainerUsage(String name, long cpuNanocores, long memoryBytes, long swapBytes) {
  public static final long ABSENT = -1;
}
