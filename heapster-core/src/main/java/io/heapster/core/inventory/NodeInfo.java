package io.heapster.core.inventory;

import io.heapster.core.model.Labels;
import java.util.List;

/**
 * What is kept of a Node object.
 *
 * @param hostname address of type Hostname (the last one), else the name
 * @param hostId {@code spec.externalID}, the configured annotation, or empty
 * @param addresses in the order of {@code status.addresses}
 * @param ready whether no Ready condition says otherwise
 * @param schedulable not cordoned
 * @param kubeletPort {@code status.daemonEndpoints.kubeletEndpoint.Port}; 0 when not given
 * @param capacity of the machine
 * @param allocatable what pods may request
 * @param resourceMetricsPath where the kubelet has its resource metrics, if the node's annotation
 *     {@code metrics.k8s.io/resource-metrics-path} tells (virtual kubelets); otherwise empty
 */
public record NodeInfo(
    String name,
    String uid,
    Labels labels,
    String hostname,
    String hostId,
    List<NodeAddress> addresses,
    boolean ready,
    boolean schedulable,
    int kubeletPort,
    NodeResources capacity,
    NodeResources allocatable,
    String resourceMetricsPath) {

  /**
   * @param type InternalIP, ExternalIP, Hostname, InternalDNS, ExternalDNS, LegacyHostIP, ...
   */
  public record NodeAddress(String type, String address) {}

  /** Amounts; 0 when not given. */
  public record NodeResources(long cpuMillicores, long memoryBytes) {
    public static final NodeResources NONE = new NodeResources(0, 0);
  }

  public NodeInfo {
    addresses = List.copyOf(addresses);
  }

  /** A node whose kubelet has its resource metrics where all have them. */
  public NodeInfo(
      String name,
      String uid,
      Labels labels,
      String hostname,
      String hostId,
      List<NodeAddress> addresses,
      boolean ready,
      boolean schedulable,
      int kubeletPort,
      NodeResources capacity,
      NodeResources allocatable) {
    this(
        name,
        uid,
        labels,
        hostname,
        hostId,
        addresses,
        ready,
        schedulable,
        kubeletPort,
        capacity,
        allocatable,
        "");
  }
}
