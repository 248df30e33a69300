package io.heapster.core.telemetry;

import java.util.List;

/** Every metric of the daemon about itself, as {@code /metrics} shows it. */
public enum SelfMetric {
  TICKS("heapster_ticks_total", Type.COUNTER, "Rounds of housekeeping finished"),
  TICKS_SKIPPED(
      "heapster_ticks_skipped_total", Type.COUNTER, "Ticks that the one before left no time for"),
  TICK_FAILURES("heapster_tick_failures_total", Type.COUNTER, "Ticks ended by an error"),
  TICK_DURATION(
      "heapster_tick_duration_seconds",
      Type.SUMMARY,
      "Time a tick took, by stage: scrape, process, hand_over, all",
      "stage"),
  TICK_LAST_DURATION(
      "heapster_tick_last_duration_seconds",
      Type.GAUGE,
      "Time the last finished tick took from its scrape to its hand-over"),
  PROCESSOR_DURATION(
      "heapster_processor_duration_seconds", Type.SUMMARY, "Time of a processor", "processor"),
  PROCESSOR_FAILURES(
      "heapster_processor_failures_total",
      Type.COUNTER,
      "Batches that a processor failed on and was left out of",
      "processor"),
  SCRAPES("heapster_scrapes_total", Type.COUNTER, "Scrapes of a node, by outcome", "outcome"),
  SCRAPE_FAILING(
      "heapster_scrape_failing",
      Type.GAUGE,
      "1 for each node whose last scrape brought no values, with the outcome",
      "node",
      "outcome"),
  SCRAPE_DURATION(
      "heapster_scrape_duration_seconds", Type.SUMMARY, "Time from request to decoded answer"),
  SCRAPE_BYTES("heapster_scrape_bytes_total", Type.COUNTER, "Bytes of answers decoded"),
  SCRAPE_FALLBACKS(
      "heapster_scrape_fallbacks_total",
      Type.COUNTER,
      "Scrapes that used another endpoint than the full summary",
      "endpoint"),
  LIGHT_SCRAPES(
      "heapster_light_scrapes_total",
      Type.COUNTER,
      "Scrapes of a node for the metrics API, by outcome",
      "outcome"),
  LIGHT_SCRAPE_DURATION(
      "heapster_light_scrape_duration_seconds",
      Type.SUMMARY,
      "Time from request to stored values of a scrape for the metrics API"),
  LIGHT_LINES_DROPPED(
      "heapster_light_lines_dropped_total",
      Type.COUNTER,
      "Lines of resource metrics left out, by reason: syntax, value, time, identity",
      "reason"),
  LIGHT_POINTS(
      "heapster_light_points",
      Type.GAUGE,
      "Nodes and containers that the metrics API can serve",
      "type"),
  LIGHT_FULL_LANE(
      "heapster_light_full_lane_nodes",
      Type.GAUGE,
      "Nodes whose resource metrics cannot be had, so that the metrics API serves the last tick's"),
  NODES("heapster_nodes", Type.GAUGE, "Nodes that should be scraped"),
  NODES_SCRAPED("heapster_nodes_scraped", Type.GAUGE, "Nodes scraped in the last tick"),
  VALUES_DROPPED(
      "heapster_values_dropped_total",
      Type.COUNTER,
      "Values or entities read but not kept, by reason",
      "reason"),
  INVENTORY_OBJECTS(
      "heapster_inventory_objects", Type.GAUGE, "Objects known from the API server", "resource"),
  INVENTORY_SYNCED(
      "heapster_inventory_synced",
      Type.GAUGE,
      "1 once a resource was listed completely",
      "resource"),
  INVENTORY_WATCHING(
      "heapster_inventory_watching", Type.GAUGE, "1 while the watch is connected", "resource"),
  BATCH_ENTITIES("heapster_batch_entities", Type.GAUGE, "Entities in the newest batch", "type"),
  BATCH_TIMESTAMP("heapster_batch_timestamp_seconds", Type.GAUGE, "Timestamp of the newest batch"),
  SINK_BATCHES(
      "heapster_sink_batches_total",
      Type.COUNTER,
      "Batches given to a sink, by result: delivered, retried, refused, failed",
      "sink",
      "result"),
  SINK_DROPPED(
      "heapster_sink_dropped_total",
      Type.COUNTER,
      "Batches a sink never got, by reason",
      "sink",
      "reason"),
  SINK_LAG("heapster_sink_lag_batches", Type.GAUGE, "Batches a sink has yet to take", "sink"),
  SINK_LAG_BYTES(
      "heapster_sink_lag_bytes",
      Type.GAUGE,
      "Bytes in the journal of the batches a sink has yet to take",
      "sink"),
  SINK_OLDEST_AGE(
      "heapster_sink_oldest_age_seconds",
      Type.GAUGE,
      "Age of the oldest batch a sink has yet to take; 0 when there is none",
      "sink"),
  SINK_UP(
      "heapster_sink_up", Type.GAUGE, "1 when the last export to the sink went through", "sink"),
  SINK_DURATION("heapster_sink_export_duration_seconds", Type.SUMMARY, "Time of an export", "sink"),
  SINK_CALLS(
      "heapster_sink_calls_total",
      Type.COUNTER,
      "Requests to the far end, by result: accepted, refused, failed",
      "sink",
      "result"),
  SINK_CALL_DURATION(
      "heapster_sink_call_duration_seconds",
      Type.SUMMARY,
      "Time of a request to the far end",
      "sink"),
  SINK_ROWS(
      "heapster_sink_rows_total",
      Type.COUNTER,
      "Rows (lines, documents, messages) by result: delivered, dead_letter, dropped",
      "sink",
      "result"),
  SINK_DEAD_LETTERS(
      "heapster_sink_dead_letters_total",
      Type.COUNTER,
      "Rows set aside in the data directory, by result: kept, evicted, failed",
      "sink",
      "result"),
  SINK_BYTES(
      "heapster_sink_bytes_total",
      Type.COUNTER,
      "Bytes of rows sent, before any compression",
      "sink"),
  JOURNAL_BYTES("heapster_journal_bytes", Type.GAUGE, "Bytes of the journal's segments"),
  JOURNAL_SEGMENTS("heapster_journal_segments", Type.GAUGE, "Segment files of the journal"),
  JOURNAL_DAMAGED(
      "heapster_journal_damaged_records_total",
      Type.COUNTER,
      "Records of the journal that could not be read and were set aside"),
  JOURNAL_FAILURES(
      "heapster_journal_failures_total",
      Type.COUNTER,
      "Batches that could not be written to the journal, by reason",
      "reason"),
  JOURNAL_APPEND_DURATION(
      "heapster_journal_append_duration_seconds",
      Type.SUMMARY,
      "Time to encode and append a batch"),
  HTTP_REQUESTS(
      "heapster_http_requests_total",
      Type.COUNTER,
      "Requests answered, by route and status",
      "route",
      "status"),
  HTTP_DURATION(
      "heapster_http_request_duration_seconds", Type.SUMMARY, "Time of an answer", "route");

  /** How a metric behaves, in Prometheus' words. */
  public enum Type {
    COUNTER,
    GAUGE,
    SUMMARY
  }

  private final String text;
  private final Type type;
  private final String help;
  private final List<String> labelNames;

  SelfMetric(String text, Type type, String help, String... labelNames) {
    this.text = text;
    this.type = type;
    this.help = help;
    this.labelNames = List.of(labelNames);
  }

  /** The name on the wire. */
  public String text() {
    return text;
  }

  public Type type() {
    return type;
  }

  public String help() {
    return help;
  }

  public List<String> labelNames() {
    return labelNames;
  }
}
