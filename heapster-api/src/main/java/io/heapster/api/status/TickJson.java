package io.heapster.api.status;

import io.heapster.api.json.JsonWriter;
import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.ScrapeReport.FailedNode;
import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import io.heapster.core.ticklog.TickRecord;
import io.heapster.core.ticklog.TickRecord.BatchSize;
import io.heapster.core.ticklog.TickRecord.ProcessorTime;
import io.heapster.core.ticklog.TickRecord.StageTimes;
import org.jspecify.annotations.Nullable;

/** Writes the record of a tick as an object. */
final class TickJson {
  private final JsonWriter json;
  private final Fields fields;

  TickJson(JsonWriter json) {
    this.json = json;
    this.fields = new Fields(json);
  }

  void write(TickRecord tick) {
    json.beginObject();
    fields.put("timestamp", tick.timestamp()).put("begun", tick.begun());
    writeStages(tick.stages());
    json.name("processors").beginObject();
    for (ProcessorTime each : tick.processors()) {
      fields.put(each.name(), each.took());
    }
    json.endObject();
    writeBatch(tick.batch());
    writeScrape(tick.scrape());
    fields.put("failure", tick.failure());
    json.endObject();
  }

  private void writeStages(StageTimes stages) {
    json.name("seconds").beginObject();
    fields
        .put("all", stages.all())
        .put("scrape", stages.scrape())
        .put("process", stages.process())
        .put("hand_over", stages.handOver());
    json.endObject();
  }

  private void writeBatch(@Nullable BatchSize batch) {
    if (batch == null) {
      fields.nothing("nodes").nothing("scraped").nothing("entities");
      return;
    }
    fields
        .put("nodes", batch.nodes())
        .put("scraped", batch.scraped())
        .put("entities", batch.entities());
  }

  private void writeScrape(@Nullable ScrapeReport scrape) {
    if (scrape == null) {
      fields.nothing("outcomes").nothing("slowest").nothing("failed").nothing("failedTotal");
      return;
    }
    json.name("outcomes").beginObject();
    scrape.outcomes().forEach((outcome, nodes) -> fields.put(outcome, nodes));
    json.endObject();
    json.name("slowest").beginArray();
    scrape.slowest().forEach(this::write);
    json.endArray();
    json.name("failed").beginArray();
    scrape.failed().forEach(this::write);
    json.endArray();
    fields.put("failedTotal", scrape.failedTotal());
  }

  private void write(SlowNode slow) {
    json.beginObject();
    fields.put("node", slow.node()).put("seconds", slow.took()).put("outcome", slow.outcome());
    json.endObject();
  }

  private void write(FailedNode failed) {
    json.beginObject();
    fields
        .put("node", failed.node())
        .put("outcome", failed.outcome())
        .put("detail", failed.detail())
        .put("since", failed.since());
    json.endObject();
  }
}
