package io.heapster.sources.simulated.front;

import io.vertx.core.json.JsonArray;
import java.util.concurrent.atomic.AtomicReference;

/** A group version served by a backend, and what is known of it. Thread-safe. */
final class ServedVersion {
  private final String group;
  private final String version;
  private final BackendClient backend;
  private final AtomicReference<State> state =
      new AtomicReference<>(new State(false, "not asked yet", new JsonArray()));

  /**
   * @param problem why it is not available
   * @param resources as in aggregated discovery, those told last
   */
  record State(boolean available, String problem, JsonArray resources) {}

  ServedVersion(String groupVersion, BackendClient backend) {
    String[] parts = groupVersion.split("/", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "group version \"%s\": give one like metrics.k8s.io/v1beta1".formatted(groupVersion));
    }
    this.group = parts[0];
    this.version = parts[1];
    this.backend = backend;
  }

  String group() {
    return group;
  }

  String version() {
    return version;
  }

  BackendClient backend() {
    return backend;
  }

  State state() {
    return state.get();
  }

  /** Where a probe asks. */
  String path() {
    return "/apis/" + group + "/" + version;
  }

  void failed(String problem) {
    state.updateAndGet(last -> new State(false, problem, last.resources()));
  }

  void answered(JsonArray resources) {
    state.set(new State(true, "", resources));
  }
}
