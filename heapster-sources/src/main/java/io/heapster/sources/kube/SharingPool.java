package io.heapster.sources.kube;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes equal values one object. It remembers between one and two times its capacity: when the
 * younger half is full, the older one, with what nobody asked for in the meantime, is forgotten; a
 * forgotten value only costs the memory of another copy. Thread-safe.
 *
 * @param <K> by what values are known to be equal
 */
final class SharingPool<K, V> {
  private final int capacity;

  @GuardedBy("this")
  private Map<K, V> younger = new HashMap<>();

  @GuardedBy("this")
  private Map<K, V> older = new HashMap<>();

  SharingPool(int capacity) {
    this.capacity = capacity;
  }

  /** The value known under the key, which is the given one if none is. */
  synchronized V share(K key, V value) {
    V known = younger.get(key);
    if (known != null) {
      return known;
    }
    known = older.get(key);
    if (younger.size() >= capacity) {
      older = younger;
      younger = new HashMap<>();
    }
    V shared = known == null ? value : known;
    younger.put(key, shared);
    return shared;
  }

  synchronized int size() {
    return younger.size() + older.size();
  }
}
