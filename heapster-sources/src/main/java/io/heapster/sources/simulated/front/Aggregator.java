package io.heapster.sources.simulated.front;

import io.heapster.sources.simulated.tls.KeyPairs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The aggregation layer: hands requests on to the API servers behind, looks whether they are there
 * and what they serve. Each second, where a real one waits for thirty. Thread-safe.
 */
final class Aggregator implements AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;

  private final Vertx vertx;
  private final KeyPairs keys;
  private final List<ServedVersion> served = new CopyOnWriteArrayList<>();
  private final List<BackendClient> backends = new CopyOnWriteArrayList<>();
  private final long timer;

  Aggregator(Vertx vertx, KeyPairs keys) {
    this.vertx = vertx;
    this.keys = keys;
    this.timer = vertx.setPeriodic(LOOK_MILLIS, _ -> served.forEach(Aggregator::look));
  }

  /** Puts a server behind the front; it need not be there yet. */
  void register(ApiBackend backend) {
    var client = new BackendClient(vertx, backend, keys);
    backends.add(client);
    for (String groupVersion : backend.groupVersions()) {
      var version = new ServedVersion(groupVersion, client);
      served.removeIf(known -> known.path().equals(version.path()));
      served.add(version);
      look(version);
    }
  }

  GroupCatalog catalog() {
    return new GroupCatalog(served);
  }

  /** Why versions are not available, a line each. */
  List<String> problems() {
    return served.stream()
        .filter(each -> !each.state().available())
        .map(each -> each.path() + ": " + each.state().problem())
        .toList();
  }

  /** Hands a request on if it is for a server behind; false when it is for none. */
  boolean forward(HttpServerRequest request, String path, Caller caller) {
    Optional<ServedVersion> version =
        served.stream().filter(each -> isBelow(path, each.path())).findFirst();
    if (version.isEmpty()) {
      return false;
    }
    if (version.get().state().available()) {
      version.get().backend().forward(request, path, caller);
    } else {
      var _ = BackendClient.plain(request.response(), 503, "service unavailable");
    }
    return true;
  }

  private static boolean isBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }

  private static void look(ServedVersion version) {
    var _ =
        version
            .backend()
            .get(version.path(), "application/json", Caller.AGGREGATOR)
            .compose(answer -> resources(version, answer))
            .onSuccess(version::answered)
            .onFailure(failure -> version.failed(String.valueOf(failure.getMessage())));
  }

  /** From the aggregated document, else from that of the version, which was asked for first. */
  private static Future<JsonArray> resources(
      ServedVersion version, BackendClient.Answer versionDocument) {
    if (!versionDocument.isGood()) {
      return Future.failedFuture(
          "failing or missing response: bad status " + versionDocument.status());
    }
    return version
        .backend()
        .get("/apis", GroupCatalog.AGGREGATED, Caller.AGGREGATOR)
        .map(all ->
            all.isGood() && all.type().equals(GroupCatalog.AGGREGATED)
                ? ofAggregated(version, all.body().toJsonObject())
                : ofVersion(versionDocument.body().toJsonObject()));
  }

  private static JsonArray ofAggregated(ServedVersion version, JsonObject document) {
    for (JsonObject group : objects(document.getJsonArray("items"))) {
      if (group.getJsonObject("metadata").getString("name").equals(version.group())) {
        for (JsonObject each : objects(group.getJsonArray("versions"))) {
          if (each.getString("version").equals(version.version())) {
            return each.getJsonArray("resources", new JsonArray());
          }
        }
      }
    }
    return new JsonArray();
  }

  private static JsonArray ofVersion(JsonObject document) {
    var resources = new JsonArray();
    for (JsonObject each : objects(document.getJsonArray("resources"))) {
      var kind =
          new JsonObject().put("group", "").put("version", "").put("kind", each.getString("kind"));
      resources.add(
          new JsonObject()
              .put("resource", each.getString("name"))
              .put("responseKind", kind)
              .put("scope", each.getBoolean("namespaced", false) ? "Namespaced" : "Cluster")
              .put("singularResource", each.getString("singularName", ""))
              .put("verbs", each.getJsonArray("verbs", new JsonArray())));
    }
    return resources;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array == null
        ? List.of()
        : array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    backends.forEach(BackendClient::close);
  }
}
