package io.heapster.api.k8s.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.auth.ClusterClients;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The objects of the cluster over a connection of its own. Open it, close it. Thread-safe. */
public final class ConnectedCluster implements AutoCloseable {
  private static final int PAGE_SIZE = 500;

  /** Autoscalers wait for half a minute. */
  private static final Duration LIST_LIMIT = Duration.ofSeconds(20);

  private final KubernetesClient client;
  private final DiscoveryMapper mapper;
  private final ClusterObjects objects;

  private ConnectedCluster(KubernetesClient client, Duration interval, TimeSource time) {
    var usual = DiscoveryMapper.Pace.DEFAULT;
    var pace =
        new DiscoveryMapper.Pace(
            interval.isPositive() ? interval : usual.interval(),
            usual.retry(),
            usual.missPause(),
            usual.limit());
    this.client = client;
    this.mapper = new DiscoveryMapper(client, pace, time);
    this.objects =
        new ClusterObjects(mapper, new MetadataLister(client, PAGE_SIZE, LIST_LIMIT, time));
  }

  /**
   * Connects and begins to read the kinds of objects, without waiting for them.
   *
   * @param flag that names the kubeconfig, for messages
   * @param kubeconfig a file; empty for what the pod has
   * @param interval between two readings of discovery; not above 0 for the usual one
   * @param environment gives the value of an environment variable, or null
   * @throws IllegalArgumentException when there is no way to the API server; names the flag
   */
  public static ConnectedCluster open(
      String flag,
      String kubeconfig,
      Duration interval,
      UnaryOperator<@Nullable String> environment,
      TimeSource time) {
    KubernetesClient client = ClusterClients.open(flag, kubeconfig, environment);
    var cluster = new ConnectedCluster(client, interval, time);
    cluster.mapper.start();
    return cluster;
  }

  public ClusterObjects objects() {
    return objects;
  }

  @Override
  public void close() {
    mapper.close();
    client.close();
  }
}
