package io.heapster.api.k8s.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the entries used last; the others are forgotten. Thread-safe. */
final class BoundedMap<V> {
  private final int limit;

  @GuardedBy("this")
  private final LinkedHashMap<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  BoundedMap(int limit) {
    this.limit = limit;
  }

  synchronized @Nullable V get(String key) {
    return entries.get(key);
  }

  synchronized void put(String key, V value) {
    entries.put(key, value);
    if (entries.size() > limit) {
      entries.pollFirstEntry();
    }
  }

  synchronized void remove(String key) {
    entries.remove(key);
  }

  synchronized int size() {
    return entries.size();
  }
}
