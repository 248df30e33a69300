package io.heapster.api.status;

import io.heapster.api.http.Answer;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.http.ApiException;
import io.heapster.api.http.QueryString;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.TickLog;
import io.heapster.core.ticklog.TickRecord;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.List;

/** How the daemon is doing, what its last ticks did, and what it was told. */
public final class StatusRoutes {
  public static final String STATUS = "/api/v1/status";
  public static final String TICKS = STATUS + "/ticks";
  public static final String CONFIG = "/api/v1/config";

  private static final int USUAL_TICKS = 60;
  private static final int TYPICAL_TICK_BYTES = 2 * 1024;

  private final StatusInputs inputs;
  private final Duration resolution;
  private final StatusJson status;
  private final Answer settings;

  /**
   * @param version of the daemon
   * @param resolution distance of ticks
   */
  public StatusRoutes(
      StatusInputs inputs,
      String version,
      Duration resolution,
      ApiCompat compat,
      ClusterInventory inventory,
      Telemetry telemetry,
      TimeSource time) {
    this.inputs = inputs;
    this.resolution = resolution;
    var about = new StatusJson.About(version, resolution, compat);
    this.status = new StatusJson(about, inputs, inventory, new OwnNumbers(telemetry), time);
    this.settings = settings(inputs.settings());
  }

  /** Not on the event loop: gauges of sinks may wait for a lock, and many ticks are long. */
  public List<Route> routes() {
    return List.of(
        Route.scan(STATUS, _ -> status()),
        Route.scan(TICKS, this::ticks),
        Route.lookup(CONFIG, _ -> settings));
  }

  private Answer status() {
    var out = new JsonBytes(2 * TYPICAL_TICK_BYTES);
    status.write(new JsonWriter(out, Style.COMPACT));
    return Answer.json(out);
  }

  private Answer ticks(Request request) {
    List<TickRecord> records = inputs.ticks().last(limit(request.query()));
    var out = new JsonBytes(TYPICAL_TICK_BYTES * (records.size() + 1));
    var json = new JsonWriter(out, Style.COMPACT);
    json.beginObject();
    new Fields(json).put("resolutionSeconds", resolution);
    json.name("ticks").beginArray();
    var tick = new TickJson(json);
    records.forEach(tick::write);
    json.endArray().endObject();
    return Answer.json(out);
  }

  private static int limit(QueryString query) {
    if (!query.has("limit")) {
      return USUAL_TICKS;
    }
    String text = query.get("limit");
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= TickLog.CAPACITY) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw ApiException.badRequest(
        "limit is \"%s\"; a whole number from 1 to %d is expected"
            .formatted(text, TickLog.CAPACITY));
  }

  private static Answer settings(List<ShownSetting> settings) {
    var out = new JsonBytes(256 * (settings.size() + 1));
    var json = new JsonWriter(out, Style.COMPACT);
    var fields = new Fields(json);
    json.beginObject().name("settings").beginArray();
    for (ShownSetting each : settings) {
      json.beginObject();
      fields
          .put("key", each.key())
          .put("flag", each.flag())
          .put("value", each.value())
          .put("values", each.values())
          .put("default", each.defaultText())
          .put("origin", each.origin())
          .put("group", each.group())
          .put("help", each.help());
      json.endObject();
    }
    json.endArray().endObject();
    return Answer.json(out);
  }
}
