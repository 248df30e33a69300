package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.http.Request;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import io.heapster.core.store.MetricStore;
import java.util.List;
import java.util.Optional;

/** All that is known of one entity now: from the newest batch and from the inventory. */
final class EntityAnswer {
  private static final int TYPICAL_BYTES = 8192;
  private static final String PARAMETER = "key";

  private final EntityKey key;
  private final Optional<DataBatch> newest;
  private final Optional<MetricSet> measured;
  private final ClusterInventory inventory;

  EntityAnswer(EntityKey key, MetricStore store, ClusterInventory inventory) {
    this.key = key;
    this.newest = store.latest();
    this.measured = newest.flatMap(batch -> batch.metricSet(key));
    this.inventory = inventory;
  }

  /**
   * The entity that a request asks for.
   *
   * @throws ApiException 400 when it names none
   */
  static EntityKey key(Request request) {
    String text = Parameters.of(request, List.of(PARAMETER)).text(PARAMETER);
    if (text.isEmpty()) {
      throw ApiException.badRequest("key is missing; expected one such as node:n1");
    }
    return EntityKeys.parse(PARAMETER, text);
  }

  /**
   * @throws ApiException 404 when neither the newest batch nor the inventory has the entity
   */
  JsonBytes write() {
    var object = new ObjectFields(key, inventory);
    if (newest.isPresent() && measured.isEmpty() && !object.isKnown()) {
      throw ApiException.notFound(
          "key=" + key.text() + ": neither the newest values nor the cluster have such an entity");
    }
    var out = new JsonBytes(TYPICAL_BYTES);
    var json = new JsonWriter(out, Style.COMPACT);
    json.beginObject();
    JsonValues.timestamp(json, newest);
    json.name("key").text(key.text()).name("kind").text(RowKind.of(key.kind()).text());
    writeNames(json);
    JsonValues.labels(json, new ObjectLabels(inventory).of(key));
    JsonValues.write(json.name("created"), measured.flatMap(MetricSet::entityCreated));
    JsonValues.write(json.name("sampled"), measured.flatMap(MetricSet::sampleTime));
    object.write(json);
    writeMetrics(json);
    writeDevices(json);
    json.endObject();
    return out;
  }

  private void writeNames(JsonWriter json) {
    json.name("names").beginObject();
    switch (key) {
      case EntityKey.Cluster _ -> {}
      case EntityKey.Namespace(String name) -> json.name("namespace").text(name);
      case EntityKey.Node(String name) -> json.name("node").text(name);
      case EntityKey.Pod pod -> writePodNames(json, pod);
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) -> {
        writePodNames(json, pod);
        json.name("container").text(name);
      }
      case EntityKey.SystemContainer(EntityKey.Node node, String name) ->
          json.name("node").text(node.name()).name("container").text(name);
    }
    json.endObject();
  }

  private static void writePodNames(JsonWriter json, EntityKey.Pod pod) {
    json.name("namespace").text(pod.namespace()).name("pod").text(pod.name());
  }

  private void writeMetrics(JsonWriter json) {
    json.name("metrics").beginArray();
    measured.ifPresent(
        set -> set.forEachMetric((metric, value) -> writeMetric(json, metric, value)));
    json.endArray();
  }

  private static void writeMetric(JsonWriter json, Metric metric, MetricValue value) {
    json.beginObject().name("name").text(metric.name()).name("unit").text(metric.unit().text());
    json.name("kind").text(metric.kind().text()).name("help").text(metric.help()).name("value");
    JsonValues.write(json, value);
    json.endObject();
  }

  private void writeDevices(JsonWriter json) {
    json.name("devices").beginArray();
    measured.ifPresent(set ->
        set.forEachLabeled((metric, labels, value) -> writeDevice(json, metric, labels, value)));
    json.endArray();
  }

  private static void writeDevice(
      JsonWriter json, Metric metric, Labels labels, MetricValue value) {
    json.beginObject().name("metric").text(metric.name()).name("unit").text(metric.unit().text());
    JsonValues.labels(json, labels);
    JsonValues.write(json.name("value"), value);
    json.endObject();
  }
}
