package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An informer's cache that keeps the small form of each object and forgets the rest at once. Where
 * the informer wants an object back it gets one with nothing but its name. An object that cannot be
 * reduced is left out and counted. Thread-safe.
 */
final class ReducedStore<T extends HasMetadata, K, R> implements ItemStore<T> {
  private final Reduction<T, K, R> reduction;
  private final Telemetry telemetry;
  private final Map<K, R> reduced = new ConcurrentHashMap<>();

  ReducedStore(Reduction<T, K, R> reduction, Telemetry telemetry) {
    this.reduction = reduction;
    this.telemetry = telemetry;
  }

  /** The small forms; weakly consistent, read-only. */
  Collection<R> all() {
    return Collections.unmodifiableCollection(reduced.values());
  }

  @Nullable R find(K key) {
    return reduced.get(key);
  }

  /** {@code namespace/name} or {@code name}; empty for an object without a name. */
  @Override
  public String getKey(T object) {
    ObjectMeta metadata = object.getMetadata();
    return metadata == null || metadata.getName() == null
        ? ""
        : Cache.namespaceKeyFunc(metadata.getNamespace(), metadata.getName());
  }

  @Override
  public @Nullable T put(String text, T object) {
    K key = key(text);
    R small = text.isEmpty() ? dropped() : reduce(object);
    R before = small == null ? reduced.remove(key) : reduced.put(key, small);
    return before == null ? null : reduction.stub(key);
  }

  private @Nullable R reduce(T object) {
    try {
      return reduction.reduce(object);
    } catch (RuntimeException e) {
      // One odd object must not fail the list it came in.
      return dropped();
    }
  }

  private @Nullable R dropped() {
    telemetry.counter(SelfMetric.VALUES_DROPPED, "bad_object").inc();
    return null;
  }

  @Override
  public @Nullable T remove(String text) {
    K key = key(text);
    return reduced.remove(key) == null ? null : reduction.stub(key);
  }

  @Override
  public @Nullable T get(String text) {
    K key = key(text);
    return reduced.containsKey(key) ? reduction.stub(key) : null;
  }

  @Override
  public Stream<String> keySet() {
    return values().map(this::getKey);
  }

  @Override
  public Stream<T> values() {
    return reduced.keySet().stream().map(reduction::stub);
  }

  @Override
  public int size() {
    return reduced.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private K key(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? reduction.key(null, text)
        : reduction.key(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Metadata for a stub. */
  static ObjectMeta named(@Nullable String namespace, String name) {
    var metadata = new ObjectMeta();
    metadata.setNamespace(namespace);
    metadata.setName(name);
    return metadata;
  }
}
