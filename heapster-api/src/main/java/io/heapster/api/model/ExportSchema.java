package io.heapster.api.model;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.metric.Metric;
import java.util.List;

/** The document that describes the export. */
final class ExportSchema {
  private static final int TYPICAL_BYTES = 8 * 1024;

  private ExportSchema() {}

  static Answer answer() {
    var out = new JsonBytes(TYPICAL_BYTES);
    var json = new JsonWriter(out, Style.PRETTY);
    json.beginObject().name("metrics").beginArray();
    for (Metric metric : ExportCatalog.METRICS) {
      writeMetric(json, metric);
    }
    json.endArray();
    writeLabels(json, "common_labels", ExportCatalog.COMMON_LABELS);
    writeLabels(json, "pod_labels", ExportCatalog.POD_LABELS);
    json.endObject();
    return Answer.json(out);
  }

  private static void writeMetric(JsonWriter json, Metric metric) {
    json.beginObject().name("name").text(metric.name());
    json.name("description").text(metric.help());
    List<ExportCatalog.Label> labels = ExportCatalog.pointLabels(metric);
    if (!labels.isEmpty()) {
      writeLabels(json, "labels", labels);
    }
    json.name("type").text(metric.kind().text());
    json.name("value_type").text(metric.valueType().text());
    if (!metric.unit().schemaText().isEmpty()) {
      json.name("units").text(metric.unit().schemaText());
    }
    json.endObject();
  }

  private static void writeLabels(JsonWriter json, String name, List<ExportCatalog.Label> labels) {
    json.name(name).beginArray();
    for (ExportCatalog.Label label : labels) {
      json.beginObject().name("key").text(label.key());
      json.name("description").text(label.description()).endObject();
    }
    json.endArray();
  }
}
