package io.heapster.app;

import io.heapster.core.pipeline.Manager;
import io.heapster.sources.kube.KubeInventory;
import org.jspecify.annotations.Nullable;

/** A whole daemon, put together by {@link HeapsterAssembly}. Thread-safe. */
final class Daemon implements AutoCloseable {
  private final Lifecycle lifecycle;
  private final Manager manager;
  private final KubeInventory inventory;
  private final ApiStage api;
  private final @Nullable MetricsApiStage metricsApis;

  /**
   * @param metricsApis null when they are switched off
   */
  Daemon(
      Lifecycle lifecycle,
      Manager manager,
      KubeInventory inventory,
      ApiStage api,
      @Nullable MetricsApiStage metricsApis) {
    this.lifecycle = lifecycle;
    this.manager = manager;
    this.inventory = inventory;
    this.api = api;
    this.metricsApis = metricsApis;
  }

  /**
   * Starts everything and returns; the first tick comes when the inventory is synced.
   *
   * @throws StartException when a part could not start; all are stopped again then
   */
  void start() {
    lifecycle.start();
  }

  /** Stops everything; harmless without start and when repeated. */
  @Override
  public void close() {
    lifecycle.close();
  }

  /** Where the HTTP API listens; once started. */
  int apiPort() {
    return api.port();
  }

  /** The HTTP API's address for a client on this machine; once started. */
  String apiUrl() {
    return api.url();
  }

  /** Where Kubernetes' metrics APIs are served; 0 when they are not, or before the start. */
  int securePort() {
    return metricsApis == null ? 0 : metricsApis.port();
  }

  /** Runs the ticks; by hand, when it was assembled so. */
  Manager manager() {
    return manager;
  }

  /** The cluster's objects as known; ticks by hand wait for them. */
  KubeInventory inventory() {
    return inventory;
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }
}
