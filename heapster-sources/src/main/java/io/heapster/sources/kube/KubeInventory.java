package io.heapster.sources.kube;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The cluster's nodes, pods and namespaces, kept in step with the Kubernetes API by a list in pages
 * and a watch each. While the API server is away the last picture stays, and it is tried again with
 * growing waits (up to 32 s), for ever. Pods of every phase are kept, also finished ones.
 */
public final class KubeInventory implements ClusterInventory, AutoCloseable {
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

  private final ApiServerConfig config;
  private final KubernetesClient client;
  private final WatchedResource<Node, String, NodeInfo> nodes;
  private final WatchedResource<Pod, EntityKey.Pod, PodInfo> pods;
  private final WatchedResource<Namespace, String, NamespaceInfo> namespaces;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  @GuardedBy("this")
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  /**
   * @throws ApiAccessException when a certificate or key is unusable
   */
  public KubeInventory(
      ApiAccess access, ApiServerConfig config, Telemetry telemetry, TimeSource time) {
    this(access, config, telemetry, time, RETRY_INTERVAL);
  }

  KubeInventory(
      ApiAccess access,
      ApiServerConfig config,
      Telemetry telemetry,
      TimeSource time,
      Duration retryInterval) {
    var shared = new SharedParts();
    var fields = new FieldReader(telemetry);
    this.config = config;
    this.nodes =
        new WatchedResource<>(
            "nodes", new NodeReduction(shared, fields, config.hostIdAnnotation()), telemetry, time);
    this.pods = new WatchedResource<>("pods", new PodReduction(shared, fields), telemetry, time);
    this.namespaces =
        new WatchedResource<>("namespaces", new NamespaceReduction(shared), telemetry, time);
    this.client = access.connect(observer(), retryInterval);
  }

  private WatchObserver observer() {
    return new WatchObserver(
        Map.of(
            nodes.name(), nodes.state(),
            pods.name(), pods.state(),
            namespaces.name(), namespaces.state()));
  }

  /** Begins to watch, in the background; call once. Fails neither now nor later. */
  public synchronized void start() {
    long pageSize = config.pageSize();
    informers.add(namespaces.start(client.namespaces().withLimit(pageSize)));
    informers.add(nodes.start(selectedNodes().withLimit(pageSize)));
    informers.add(pods.start(client.pods().inAnyNamespace().withLimit(pageSize)));
  }

  private FilterWatchListDeletable<Node, ?, Resource<Node>> selectedNodes() {
    return config.nodeSelector().isEmpty()
        ? client.nodes()
        : client.nodes().withLabelSelector(config.nodeSelector());
  }

  /**
   * Waits until all three kinds were listed once.
   *
   * @return whether they were, in that time
   * @throws InterruptedException when interrupted while waiting
   */
  public boolean awaitSync(Duration howLong) throws InterruptedException {
    var allSynced = CompletableFuture.allOf(nodes.synced(), pods.synced(), namespaces.synced());
    try {
      CompletableFuture.anyOf(allSynced, closed).get(howLong.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("no watch reports failures here", e);
    }
    return allSynced.isDone();
  }

  @Override
  public Collection<NodeInfo> nodes() {
    return List.copyOf(nodes.store().all());
  }

  @Override
  public Optional<NodeInfo> node(String name) {
    return Optional.ofNullable(nodes.store().find(name));
  }

  @Override
  public Collection<PodInfo> pods() {
    return pods.store().all();
  }

  @Override
  public Optional<PodInfo> pod(EntityKey.Pod key) {
    return Optional.ofNullable(pods.store().find(key));
  }

  @Override
  public Optional<NamespaceInfo> namespace(String name) {
    return Optional.ofNullable(namespaces.store().find(name));
  }

  @Override
  public boolean isSynced() {
    return nodes.isSynced() && pods.isSynced() && namespaces.isSynced();
  }

  /** Ends the watches; the last picture can still be read. */
  @Override
  public synchronized void close() {
    List.of(nodes.state(), pods.state(), namespaces.state()).forEach(WatchState::close);
    informers.forEach(SharedIndexInformer::stop);
    informers.clear();
    client.close();
    closed.complete(null);
  }
}
