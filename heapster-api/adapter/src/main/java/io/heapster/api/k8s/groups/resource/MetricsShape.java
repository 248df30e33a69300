package io.heapster.api.k8s.groups.resource;

import io.heapster.api.json.JsonBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What nodes and pods have in common, and where they differ. */
sealed interface MetricsShape<T> permits NodeShape, PodShape {
  /** E.g. {@code NodeMetrics}; lists end in {@code List}. */
  String kind();

  /** Empty for objects that live in none. */
  String namespace(T item);

  String name(T item);

  Map<String, String> labels(T item);

  Instant timestamp(T item);

  Duration window(T item);

  /** Writes the fields behind the window, without a comma in front. */
  void usage(JsonBytes out, T item);

  long cpuNanocores(T item);

  long memoryBytes(T item);
}
