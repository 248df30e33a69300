package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How objects of one kind are made small.
 *
 * @param <T> what the API server sends
 * @param <K> by what the small form is found
 * @param <R> the small form
 */
interface Reduction<T extends HasMetadata, K, R> {

  R reduce(T object);

  K key(@Nullable String namespace, String name);

  /** An object with nothing but the name: enough for the informer to ask for its key. */
  T stub(K key);
}
