package io.heapster.core.usage;

/**
 * What a container uses.
 *
 * @param cpuNanocores average over its window, rounded down
 * @param memoryBytes working set at the end of the window
 * @param swapBytes {@link #ABSENT} where the kubelet does not tell it
 */
public record ContainerUsage(String name, long cpuNanocores, long memoryBytes, long swapBytes) {
  public static final long ABSENT = -1;
}
