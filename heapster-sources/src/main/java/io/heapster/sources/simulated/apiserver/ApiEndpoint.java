package io.heapster.sources.simulated.apiserver;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the requests of Kubernetes clients. Runs on event loops. */
final class ApiEndpoint {
  /** How far back a watch or a list's next page may reach: what an API server keeps about. */
  private static final long HISTORY_SECONDS = 300;

  private static final long WATCH_PERIOD_MILLIS = 250;
  private static final long WATCH_SECONDS = 1_800;

  private final Vertx vertx;
  private final Supplier<SimulatedCluster> cluster;
  private final TimeSource time;
  private final int kubeletPort;
  private final Map<String, String> authentication;

  ApiEndpoint(
      Vertx vertx,
      Supplier<SimulatedCluster> cluster,
      TimeSource time,
      int kubeletPort,
      Map<String, String> authentication) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.time = time;
    this.kubeletPort = kubeletPort;
    this.authentication = Map.copyOf(authentication);
  }

  void handle(HttpServerRequest request) {
    try {
      route(request);
    } catch (ApiException e) {
      Buffer status = JsonChunks.document(json -> StatusJson.write(json, e));
      end(request.response().setStatusCode(e.code()), status);
    }
  }

  private void route(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "/");
    if (request.method() != HttpMethod.GET) {
      throw new ApiException(
          405, "MethodNotAllowed", "the simulated API server is read only: " + request.method());
    }
    if (path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz")) {
      request.response().putHeader("Content-Type", "text/plain").end("ok");
      return;
    }
    if (request.getHeader("Sec-WebSocket-Key") != null) {
      // 200 instead of 101 tells fabric8 to watch over plain HTTP; it would try again after a 503
      request.response().end();
      return;
    }
    var document = Discovery.at(path, Objects.requireNonNullElse(request.getHeader("Accept"), ""));
    if (document.isPresent()) {
      Buffer body = JsonChunks.document(document.get().content());
      request.response().putHeader("Content-Type", document.get().type()).end(body);
      return;
    }
    resource(
        request,
        ResourcePath.parse(path)
            .orElseThrow(
                () -> ApiException.notFound("the server could not find the requested resource")));
  }

  private void resource(HttpServerRequest request, ResourcePath path) {
    ObjectFilter filter =
        new ObjectFilter(
            path.namespace(),
            LabelSelector.parse(parameter(request, "labelSelector")),
            LabelSelector.parse(parameter(request, "fieldSelector")));
    String watch = parameter(request, "watch");
    if (!path.name().isEmpty()) {
      single(request, path, filter);
    } else if (watch.equals("true") || watch.equals("1")) {
      watch(request, path.kind(), filter);
    } else {
      list(request, path.kind(), filter);
    }
  }

  private void single(HttpServerRequest request, ResourcePath path, ObjectFilter filter) {
    ApiObjects objects = objects(path.kind());
    for (int i = 0; i < objects.count(); i++) {
      ApiObject object = objects.at(i, second());
      if (object.name().equals(path.name()) && filter.admits(object)) {
        long revision = Revision.within(object.changed());
        end(request.response(), JsonChunks.document(json -> object.write(json, revision)));
        return;
      }
    }
    throw ApiException.notFound("%s \"%s\" not found".formatted(path.kind().plural(), path.name()));
  }

  private void list(HttpServerRequest request, ResourceKind kind, ObjectFilter filter) {
    String token = parameter(request, "continue");
    PageToken from = token.isEmpty() ? new PageToken(second(), 0) : PageToken.decode(token);
    if (from.second() < second() - HISTORY_SECONDS) {
      throw ApiException.expired("the provided continue parameter is too old: list again");
    }
    int limit = Math.toIntExact(Math.min(Integer.MAX_VALUE / 2, number(request, "limit")));
    var answer = new ListAnswer(kind, objects(kind), filter, from, limit);
    HttpServerResponse response = chunked(request);
    new ResponsePump(response, answer::nextChunk, response::end).run();
  }

  private void watch(HttpServerRequest request, ResourceKind kind, ObjectFilter filter) {
    if (parameter(request, "sendInitialEvents").equals("true")) {
      throw new ApiException(
          422, "Invalid", "sendInitialEvents: Forbidden: list first, then watch");
    }
    long revision = number(request, "resourceVersion");
    long known = revision == 0 ? second() : Revision.lastKnownSecond(revision);
    boolean bookmarks = parameter(request, "allowWatchBookmarks").equals("true");
    long seconds = number(request, "timeoutSeconds");
    HttpServerResponse response = chunked(request);
    if (known < second() - HISTORY_SECONDS) {
      tooOld(response, revision);
      return;
    }
    var answer = new WatchAnswer(kind, filter, bookmarks, known);
    Runnable follow = () -> follow(response, kind, answer, seconds == 0 ? WATCH_SECONDS : seconds);
    if (revision == 0) {
      var beginning = new WatchAnswer.Beginning(objects(kind), filter, known);
      new ResponsePump(response, beginning::nextChunk, follow).run();
    } else {
      follow.run();
    }
  }

  private void follow(
      HttpServerResponse response, ResourceKind kind, WatchAnswer answer, long seconds) {
    if (!response.headWritten()) {
      // the status line goes out before the first event: clients wait for it
      response.writeHead();
    }
    long end = time.elapsedNanos() + TimeUnit.SECONDS.toNanos(seconds);
    vertx.setPeriodic(
        WATCH_PERIOD_MILLIS,
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else if (time.elapsedNanos() - end >= 0) {
            vertx.cancelTimer(timer);
            response.end();
          } else if (!response.writeQueueFull()) {
            tell(response, answer.until(second(), objects(kind)));
          }
        });
  }

  private static void tell(HttpServerResponse response, @Nullable Buffer events) {
    if (events != null) {
      response.write(events);
    }
  }

  private static void tooOld(HttpServerResponse response, long revision) {
    var expired = ApiException.expired("too old resource version: " + revision);
    response.end(
        JsonChunks.document(json -> {
          json.writeStartObject();
          json.writeStringField("type", "ERROR");
          json.writeFieldName("object");
          StatusJson.write(json, expired);
          json.writeEndObject();
          json.writeRaw('\n');
        }));
  }

  private ApiObjects objects(ResourceKind kind) {
    return new ApiObjects(cluster.get(), kind, kubeletPort, authentication);
  }

  private long second() {
    return time.now().getEpochSecond();
  }

  private static String parameter(HttpServerRequest request, String name) {
    return Objects.requireNonNullElse(request.getParam(name), "");
  }

  private static long number(HttpServerRequest request, String name) {
    String text = parameter(request, name);
    try {
      long value = text.isEmpty() ? 0 : Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("%s is \"%s\": give a whole number".formatted(name, text));
    }
    throw ApiException.badRequest("%s is \"%s\": give 0 or more".formatted(name, text));
  }

  private static HttpServerResponse chunked(HttpServerRequest request) {
    return request.response().setChunked(true).putHeader("Content-Type", "application/json");
  }

  private static void end(HttpServerResponse response, Buffer body) {
    response.putHeader("Content-Type", "application/json").end(body);
  }
}
