package io.heapster.sources.kubelet;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** Counts by name, with garbage per name and none per count. Not thread-safe. */
final class Tally {
  private final Map<String, int[]> counts = new HashMap<>();

  void add(String name) {
    counts.computeIfAbsent(name, _ -> new int[1])[0]++;
  }

  void forEach(ObjIntConsumer<String> visitor) {
    counts.forEach((name, count) -> visitor.accept(name, count[0]));
  }
}
