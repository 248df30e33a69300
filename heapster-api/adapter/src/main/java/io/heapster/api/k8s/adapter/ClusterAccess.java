package io.heapster.api.k8s.adapter;

import io.heapster.api.provider.ObjectLister;
import io.heapster.api.provider.ResourceMapper;
import java.time.Duration;

/**
 * The kinds of objects of the cluster and their names, as providers of custom metrics need them.
 *
 * @param close ends the connection behind them
 */
public record ClusterAccess(ResourceMapper mapper, ObjectLister lister, Runnable close) {

  /**
   * How to get there.
   *
   * @param kubeconfig {@code --lister-kubeconfig}; empty for the way of the pod
   * @param discoveryInterval {@code --discovery-interval}
   */
  public record Settings(String kubeconfig, Duration discoveryInterval) {}

  /** Opens the way to the cluster. */
  public interface Opener {
    /**
     * Called once, before providers are made.
     *
     * @throws IllegalArgumentException when there is no way; names the flag
     */
    ClusterAccess open(Settings settings);
  }
}
