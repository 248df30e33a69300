package io.heapster.api.status;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.status.SinkStatus.ExportTimes;
import io.heapster.api.status.StatusInputs.Retention;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes how the daemon is doing right now. Thread-safe. */
final class StatusJson {
  /** Nodes named as not ready; the others are counted. */
  private static final int MOST_NAMED = 50;

  private final About about;
  private final StatusInputs inputs;
  private final ClusterInventory inventory;
  private final OwnNumbers numbers;
  private final TimeSource time;

  /** What does not change while the daemon runs. */
  record About(String version, Duration resolution, ApiCompat compat) {}

  StatusJson(
      About about,
      StatusInputs inputs,
      ClusterInventory inventory,
      OwnNumbers numbers,
      TimeSource time) {
    this.about = about;
    this.inputs = inputs;
    this.inventory = inventory;
    this.numbers = numbers;
    this.time = time;
  }

  void write(JsonWriter json) {
    var fields = new Fields(json);
    json.beginObject();
    fields
        .put("version", about.version())
        .put("started", inputs.started())
        .put("now", time.now())
        .put("resolutionSeconds", about.resolution())
        .put("compat", about.compat().name().toLowerCase(Locale.ROOT));
    writeInventory(fields);
    writeTicks(fields);
    writeStore(fields, inputs.store());
    writeSinks(fields);
    writeJournal(fields);
    json.endObject();
  }

  private void writeInventory(Fields fields) {
    var nodes = inventory.nodes();
    var notReady =
        nodes.stream().filter(node -> !node.ready()).map(NodeInfo::name).sorted().toList();
    fields.json().name("inventory").beginObject();
    fields
        .put("synced", inventory.isSynced())
        .put("nodes", nodes.size())
        .put("nodesReady", nodes.size() - notReady.size())
        .put("notReady", notReady.subList(0, Math.min(MOST_NAMED, notReady.size())))
        .put("pods", inventory.pods().size());
    fields.put("namespaces", numbers.gauges(SelfMetric.INVENTORY_OBJECTS).get("namespaces"));
    fields.json().endObject();
  }

  private void writeTicks(Fields fields) {
    fields.json().name("ticks").beginObject();
    fields
        .put("finished", numbers.count(SelfMetric.TICKS))
        .put("skipped", numbers.count(SelfMetric.TICKS_SKIPPED))
        .put("failed", numbers.count(SelfMetric.TICK_FAILURES));
    fields.json().endObject();
    JsonWriter json = fields.json().name("tick");
    inputs.ticks().newest().ifPresentOrElse(new TickJson(json)::write, json::nothing);
  }

  private static void writeStore(Fields fields, @Nullable Retention store) {
    if (store == null) {
      fields.nothing("store");
      return;
    }
    fields.json().name("store").beginObject();
    fields
        .put("shortSeconds", store.shortStore())
        .put("longSeconds", store.longStore())
        .put("longMetrics", store.longMetrics());
    fields.json().endObject();
  }

  private void writeSinks(Fields fields) {
    fields.json().name("sinks").beginArray();
    for (SinkStatus sink : new SinkReader(numbers).sinks()) {
      fields.json().beginObject();
      fields
          .put("name", sink.name())
          .put("up", sink.up())
          .put("lagBatches", sink.lagBatches())
          .put("lagBytes", sink.lagBytes())
          .put("oldestAgeSeconds", sink.oldestAgeSeconds());
      writeCounts(fields, "batches", sink.batches());
      writeCounts(fields, "rows", sink.rows());
      writeCounts(fields, "dropped", sink.dropped());
      writeTimes(fields, sink.exports());
      fields.json().endObject();
    }
    fields.json().endArray();
  }

  private static void writeCounts(Fields fields, String name, Map<String, Long> counts) {
    fields.json().name(name).beginObject();
    counts.forEach((result, count) -> fields.put(result, count));
    fields.json().endObject();
  }

  private static void writeTimes(Fields fields, @Nullable ExportTimes times) {
    if (times == null) {
      fields.nothing("exportSeconds");
      return;
    }
    fields.json().name("exportSeconds").beginObject();
    fields.put("mean", times.mean()).put("max", times.max()).json().endObject();
  }

  private void writeJournal(Fields fields) {
    OptionalLong bytes = numbers.gauge(SelfMetric.JOURNAL_BYTES);
    if (bytes.isEmpty()) {
      fields.nothing("journal");
      return;
    }
    fields.json().name("journal").beginObject();
    fields
        .put("bytes", bytes.getAsLong())
        .put("segments", numbers.gauge(SelfMetric.JOURNAL_SEGMENTS).orElse(0));
    fields.json().endObject();
  }
}
