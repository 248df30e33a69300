package io.heapster.api.status;

import io.heapster.api.http.Answer;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.http.Parameters;
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

  private static final String LIMIT = "limit";
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
        Route.scan(STATUS, this::status),
        Route.scan(TICKS, this::ticks),
        Route.lookup(CONFIG, this::config));
  }

  private Answer config(Request request) {
    Parameters.of(request, List.of());
    return settings;
  }

  private Answer status(Request request) {
    Parameters.of(request, List.of());
    var out = new JsonBytes(2 * TYPICAL_TICK_BYTES);
    status.write(new JsonWriter(out, Style.COMPACT));
    return Answer.json(out);
  }

  private Answer ticks(Request request) {
    int limit =
        Parameters.of(request, List.of(LIMIT)).number(LIMIT, USUAL_TICKS, 1, TickLog.CAPACITY);
    List<TickRecord> records = inputs.ticks().last(limit);
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
