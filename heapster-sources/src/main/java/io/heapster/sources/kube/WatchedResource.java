package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.util.concurrent.CompletableFuture;

/**
 * One resource of the API server, listed and watched into a {@link ReducedStore}. Thread-safe.
 *
 * @param <T> what the API server sends
 * @param <K> by what the small form is found
 * @param <R> the small form
 */
final class WatchedResource<T extends HasMetadata, K, R> {
  private final String name;
  private final ReducedStore<T, K, R> store;
  private final WatchState state;
  private final CompletableFuture<Void> synced = new CompletableFuture<>();

  /**
   * @param name as in the API's paths, e.g. {@code pods}
   */
  WatchedResource(String name, Reduction<T, K, R> reduction, Telemetry telemetry, TimeSource time) {
    this.name = name;
    this.store = new ReducedStore<>(reduction, telemetry);
    this.state = new WatchState(name, store::size, time);
    telemetry.gauge(SelfMetric.INVENTORY_OBJECTS, store::size, name);
    telemetry.gauge(SelfMetric.INVENTORY_SYNCED, () -> isSynced() ? 1 : 0, name);
    telemetry.gauge(SelfMetric.INVENTORY_WATCHING, () -> state.isWatching() ? 1 : 0, name);
  }

  String name() {
    return name;
  }

  ReducedStore<T, K, R> store() {
    return store;
  }

  WatchState state() {
    return state;
  }

  /** Done when the resource was listed completely once. */
  CompletableFuture<Void> synced() {
    return synced;
  }

  boolean isSynced() {
    return synced.isDone();
  }

  /**
   * Begins to list and watch, for ever, in the background.
   *
   * @return to be stopped at the end
   */
  SharedIndexInformer<T> start(Informable<T> resource) {
    SharedIndexInformer<T> informer =
        resource
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(store)
            .exceptionHandler((_, failure) -> {
              state.failed(failure.toString());
              return true;
            });
    var _ =
        informer
            .start()
            .whenComplete((_, failure) -> {
              // A failure is the stop before the first list: nothing was synced then.
              if (failure == null) {
                synced.complete(null);
              }
            });
    return informer;
  }
}
