package io.heapster.api;

import io.heapster.api.console.ConsoleRoutes;
import io.heapster.api.http.Answer;
import io.heapster.api.http.Route;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What is served: the console or a list at the root, and the OpenAPI document. */
final class IndexRoutes {
  static final String OPEN_API = "/openapi.json";

  /** A place worth a visit. */
  private record Entry(String path, String description) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("/api/v1/model/nodes", "The model: nodes, their metrics and recent values"),
          new Entry("/api/v1/model/namespaces", "The model: namespaces, pods and containers"),
          new Entry("/api/v1/model/metrics", "The model: sums over the cluster"),
          new Entry("/api/v1/metric-export", "The newest batch in full"),
          new Entry("/api/v1/metric-export-schema", "What the export holds"),
          new Entry(
              "/api/v1/query/table?kind=pods",
              "Tables of many entities, filtered and sorted; sums of them: /api/v1/query/sums"),
          new Entry("/api/v1/query/range?entity=cluster", "Kept values of several entities"),
          new Entry("/api/v1/query/entity?key=cluster", "All about one entity"),
          new Entry("/apis/metrics/v1alpha1/nodes", "CPU and memory of the nodes"),
          new Entry("/apis/metrics/v1alpha1/pods", "CPU and memory of the pods"),
          new Entry("/api/v1/status", "How the daemon is doing: last tick, sinks, journal"),
          new Entry("/api/v1/status/ticks", "What the last ticks did and how long they took"),
          new Entry("/api/v1/config", "What the daemon was told, without secrets"),
          new Entry("/healthz", "Whether values are there and fresh"),
          new Entry("/livez?verbose", "Whether housekeeping goes on"),
          new Entry("/readyz?verbose", "Whether questions can be answered"),
          new Entry("/metrics", "The daemon's metrics about itself, for Prometheus"),
          new Entry(OPEN_API, "All routes, as an OpenAPI document"));

  private final String version;

  IndexRoutes(String version) {
    this.version = version;
  }

  List<Route> routes() {
    var openApi = new Answer.Whole(200, Answer.JSON, resource("openapi.json"));
    var routes =
        new ArrayList<>(new ConsoleRoutes(Answer.json(json()), entries(), version).routes());
    routes.add(Route.lookup(OPEN_API, request -> openApi));
    return routes;
  }

  private JsonBytes json() {
    var out = new JsonBytes(2048);
    var json = new JsonWriter(out, Style.PRETTY);
    json.beginObject().name("name").text("heapster").name("version").text(version);
    json.name("paths").beginArray();
    for (Entry entry : ENTRIES) {
      json.beginObject().name("path").text(entry.path());
      json.name("description").text(entry.description()).endObject();
    }
    json.endArray().endObject();
    return out;
  }

  /** The list for people; relative, so that it also holds behind a proxy's path. */
  private static String entries() {
    var rows = new StringBuilder();
    for (Entry entry : ENTRIES) {
      rows.append(
          "<dt><a href=\"%s\">%s</a></dt><dd>%s</dd>\n"
              .formatted(entry.path().substring(1), entry.path(), entry.description()));
    }
    return rows.toString();
  }

  private static byte[] resource(String name) {
    try (InputStream in = IndexRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " cannot be read", e);
    }
  }
}
