package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.MetricStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers kept series, lays them out over common times and writes them. */
final class RangeAnswer {
  /** About 10 MB of JSON. */
  static final int MOST_VALUES = 1_000_000;

  private static final int TYPICAL_BYTES = 16_384;

  private final RangeQuestion question;
  private final MetricStore store;
  private final SeriesReader reader;
  private final Timeline timeline = Timeline.ofAll();
  private final List<KeptSeries> series = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();

  private record Missing(EntityKey entity, Metric metric) {}

  /**
   * @param store which does not change meanwhile
   */
  RangeAnswer(RangeQuestion question, MetricStore store) {
    this.question = question;
    this.store = store;
    this.reader = new SeriesReader(store, question.range());
  }

  /**
   * @throws ApiException 400 when there are too many values, 404 when all metrics of an entity are
   *     asked for and there is no such entity
   */
  JsonBytes write() {
    if (question.metrics().isEmpty()) {
      gatherAll(question.entities().getFirst());
    } else {
      gatherAsked();
    }
    var out = new JsonBytes(TYPICAL_BYTES);
    var json = new JsonWriter(out, Style.COMPACT);
    json.beginObject();
    JsonValues.write(json.name("start"), bound(question.start(), timeline.first()));
    JsonValues.write(json.name("end"), bound(question.end(), timeline.last()));
    timeline.writeTimes(json);
    json.name("series").beginArray();
    series.forEach(each -> writeSeries(json, each));
    json.endArray().name("missing").beginArray();
    missing.forEach(each -> writeMissing(json, each));
    json.endArray().endObject();
    return out;
  }

  private void gatherAll(EntityKey entity) {
    for (Metric metric : reader.metrics(entity)) {
      add(reader.read(entity, metric));
    }
    boolean unknown = series.isEmpty() && !reader.knows(entity);
    if (unknown && store.latest().isPresent()) {
      throw ApiException.notFound(
          "entity=" + Parameters.shown(entity.text()) + ": nothing is kept of such an entity");
    }
  }

  private void gatherAsked() {
    for (EntityKey entity : question.entities()) {
      for (Metric metric : question.metrics()) {
        List<KeptSeries> found = reader.read(entity, metric);
        if (found.isEmpty()) {
          missing.add(new Missing(entity, metric));
        }
        add(found);
      }
    }
  }

  private void add(List<KeptSeries> found) {
    series.addAll(found);
    found.forEach(each -> timeline.add(each.values()));
    if ((long) series.size() * timeline.size() > MOST_VALUES) {
      throw ApiException.badRequest(
          "the answer has more than %d values; ask for fewer entities, fewer metrics or a shorter time"
              .formatted(MOST_VALUES));
    }
  }

  private static Optional<Instant> bound(Optional<Instant> asked, Optional<Instant> found) {
    return asked.isPresent() ? asked : found;
  }

  private void writeSeries(JsonWriter json, KeptSeries each) {
    Metric metric = reader.described(each.entity(), each.metric());
    json.beginObject().name("entity").text(each.entity().text());
    json.name("metric").text(metric.name()).name("unit").text(metric.unit().text());
    json.name("kind").text(metric.kind().text());
    if (metric.labeled()) {
      JsonValues.labels(json, each.device());
    }
    json.name("values");
    timeline.writeValues(json, each.values());
    json.endObject();
  }

  private static void writeMissing(JsonWriter json, Missing each) {
    json.beginObject().name("entity").text(each.entity().text());
    json.name("metric").text(each.metric().name()).endObject();
  }
}
