package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.cluster.ConnectedCluster;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.core.time.TimeSource;
import java.time.Duration;

/**
 * The objects of the cluster, as providers of custom metrics need them, for as long as the adapter
 * serves.
 *
 * @param close ends the connection behind them
 */
public record ClusterAccess(ClusterObjects objects, Runnable close) {

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
     * Called once at each start, before providers are made.
     *
     * @throws IllegalArgumentException when there is no way; names the flag
     */
    ClusterAccess open(Settings settings);
  }

  /** The cluster that the flags name, or that the adapter runs in. */
  static ClusterAccess connect(Settings settings) {
    ConnectedCluster cluster =
        ConnectedCluster.open(
            "--lister-kubeconfig",
            settings.kubeconfig(),
            settings.discoveryInterval(),
            System::getenv,
            TimeSource.system());
    return new ClusterAccess(cluster.objects(), cluster::close);
  }
}
