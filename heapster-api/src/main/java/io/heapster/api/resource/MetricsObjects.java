package io.heapster.api.resource;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.k8s.groups.value.DurationText;
import io.heapster.api.resource.UsageSnapshot.NodeUsage;
import io.heapster.api.resource.UsageSnapshot.PodUsage;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes NodeMetrics and PodMetrics objects, without {@code kind} and {@code apiVersion}, which
 * Heapster left out.
 *
 * @param requested when the answer is made
 * @param resolution stands in for a sample distance that is not known
 */
record MetricsObjects(
    UsageSnapshot snapshot, ApiCompat compat, Instant requested, Duration resolution) {
  private static final Duration HEAPSTER_WINDOW = Duration.ofMinutes(1);

  void writeNode(JsonWriter json, NodeUsage node) {
    json.beginObject().name("metadata").beginObject().name("name").text(node.name());
    writeTimes(json, EntityKind.NODE, new EntityKey.Node(node.name()));
    node.usage().write(json, compat);
    json.endObject();
  }

  void writePod(JsonWriter json, PodUsage usage) {
    EntityKey.Pod pod = usage.pod();
    json.beginObject().name("metadata").beginObject().name("name").text(pod.name());
    json.name("namespace").text(pod.namespace());
    var sampled = new EntityKey.PodContainer(pod, usage.containers().getFirst().name());
    writeTimes(json, EntityKind.POD_CONTAINER, sampled);
    json.name("containers").beginArray();
    for (UsageSnapshot.ContainerUsage container : usage.containers()) {
      json.beginObject().name("name").text(container.name());
      container.usage().write(json, compat);
      json.endObject();
    }
    json.endArray().endObject();
  }

  /** Ends the metadata, too. */
  private void writeTimes(JsonWriter json, EntityKind kind, EntityKey sampled) {
    json.name("creationTimestamp").text(JsonTime.seconds(requested)).endObject();
    json.name("timestamp").text(JsonTime.seconds(snapshot.timestamp()));
    Duration window = window(kind, sampled);
    json.name("window").value(out -> DurationText.write(out, window));
  }

  private Duration window(EntityKind kind, EntityKey sampled) {
    return switch (compat) {
      case HEAPSTER -> HEAPSTER_WINDOW;
      case DEFAULT -> snapshot.sampleDistance(kind, sampled).orElse(resolution);
    };
  }
}
