package io.heapster.api.http;

import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request through authentication, redirection, the table of routes and its handler to the
 * answer, and counts it. The one place where exceptions become statuses. Runs on event loops;
 * thread-safe.
 */
public final class RequestDispatcher implements Handler<HttpServerRequest> {
  private static final Logger log = LoggerFactory.getLogger(RequestDispatcher.class);

  /** Route label of requests that no route fits, so that made-up paths add no series. */
  private static final String NO_ROUTE = "none";

  private final Vertx vertx;
  private final RouteTable routes;
  private final ClientAuthentication authentication;
  private final Telemetry telemetry;
  private final TimeSource time;
  private final ScanPool scans;

  public RequestDispatcher(
      Vertx vertx,
      RouteTable routes,
      ClientAuthentication authentication,
      Telemetry telemetry,
      TimeSource time) {
    this(vertx, routes, authentication, telemetry, time, ScanPool.usual(vertx));
  }

  RequestDispatcher(
      Vertx vertx,
      RouteTable routes,
      ClientAuthentication authentication,
      Telemetry telemetry,
      TimeSource time,
      ScanPool scans) {
    this.vertx = vertx;
    this.scans = scans;
    this.routes = routes;
    this.authentication = authentication;
    this.telemetry = telemetry;
    this.time = time;
  }

  @Override
  public void handle(HttpServerRequest request) {
    var exchange = new Exchange(time.elapsedNanos());
    Future<Answer> answer;
    try {
      answer = route(request, exchange);
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    answer
        .otherwise(problem -> failure(problem, request))
        .compose(ready -> send(request, exchange, ready))
        .onFailure(problem -> abandon(request, exchange, problem))
        .onComplete(sent -> count(exchange));
  }

  /** An answer that could not be sent: told to a caller who has seen nothing of it yet. */
  private static void abandon(HttpServerRequest request, Exchange exchange, Throwable problem) {
    HttpServerResponse response = request.response();
    if (!response.closed() && !response.headWritten()) {
      Answer.Whole sorry = failure(problem, request);
      exchange.status = sorry.status();
      response.setChunked(false);
      new WholeBody(request).send(sorry).onFailure(gone -> log.debug("the caller left", gone));
    }
  }

  /** What is known of a request under way; used on its event loop only. */
  private static final class Exchange {
    private final long begunNanos;
    private String route = NO_ROUTE;
    private int status = 200;

    private Exchange(long begunNanos) {
      this.begunNanos = begunNanos;
    }
  }

  private Future<Answer> route(HttpServerRequest request, Exchange exchange) {
    RequestPath path = RequestPath.parse(String.valueOf(request.path()));
    authentication.check(request, path.decoded());
    var redirect = path.redirect();
    if (redirect.isPresent()) {
      return Future.succeededFuture(redirection(request, redirect.get()));
    }
    RouteTable.Match match = routes.match(path);
    exchange.route = match.route().pattern().text();
    requireRead(request);
    String accept = header(request.headers(), "Accept");
    if (match.route().media() == Route.Media.JSON_ONLY && !AcceptHeader.takesJson(accept)) {
      return Future.succeededFuture(Answer.text(406, "406: Not Acceptable"));
    }
    var question =
        new Request(
            match.parameters(),
            QueryString.parse(query(request)),
            accept,
            header(request.headers(), "If-None-Match"));
    return run(match.route(), question, request.response());
  }

  private Future<Answer> run(Route route, Request question, HttpServerResponse response) {
    return switch (route.work().apply(question)) {
      case LOOKUP -> Future.succeededFuture(route.handler().answer(question));
      case SCAN -> scans.run(response, () -> route.handler().answer(question));
      case REMOTE -> onVirtualThread(route, question);
    };
  }

  /** Waiting for another server must hold up neither the loop nor its few workers. */
  private Future<Answer> onVirtualThread(Route route, Request question) {
    Promise<Answer> promise = Promise.promise();
    Context loop = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("api-remote")
        .start(() -> {
          try {
            Answer answer = route.handler().answer(question);
            loop.runOnContext(turn -> promise.complete(answer));
          } catch (RuntimeException | Error e) {
            loop.runOnContext(turn -> promise.fail(e));
          }
        });
    return promise.future();
  }

  private static void requireRead(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      request.response().putHeader("Allow", "GET, HEAD");
      throw ApiException.methodNotAllowed();
    }
  }

  private static Answer redirection(HttpServerRequest request, String target) {
    String query = query(request);
    request.response().putHeader("Location", query.isEmpty() ? target : target + "?" + query);
    return Answer.text(301, "Moved Permanently\n");
  }

  private static Answer.Whole failure(Throwable problem, HttpServerRequest request) {
    if (problem instanceof ApiException expected) {
      if (expected.retryAfterSeconds() > 0) {
        request.response().putHeader("Retry-After", Integer.toString(expected.retryAfterSeconds()));
      }
      return Answer.text(expected.status(), expected.text());
    }
    log.error("{} {}: the handler failed; answered 500", request.method(), request.path(), problem);
    return Answer.text(500, "500: the answer could not be made; the reason is in the log");
  }

  private Future<Void> send(HttpServerRequest request, Exchange exchange, Answer answer) {
    return switch (answer) {
      case Answer.Whole whole -> {
        exchange.status = whole.status();
        yield new WholeBody(request).send(whole);
      }
      case Answer.Streamed streamed -> stream(request, streamed);
      case Answer.WithHeaders(Answer inner, var headers) -> {
        headers.forEach(request.response()::putHeader);
        yield send(request, exchange, inner);
      }
    };
  }

  private Future<Void> stream(HttpServerRequest request, Answer.Streamed answer) {
    Future<Void> sent;
    try {
      sent = new StreamedBody(request, answer, vertx.getOrCreateContext()).send();
    } catch (RuntimeException e) {
      sent = Future.failedFuture(e);
    }
    return sent.onComplete(_ -> answer.ended().run());
  }

  private void count(Exchange exchange) {
    telemetry
        .counter(SelfMetric.HTTP_REQUESTS, exchange.route, Integer.toString(exchange.status))
        .inc();
    telemetry
        .timer(SelfMetric.HTTP_DURATION, exchange.route)
        .update(time.elapsedNanos() - exchange.begunNanos, TimeUnit.NANOSECONDS);
  }

  private static String query(HttpServerRequest request) {
    String query = request.query();
    return query == null ? "" : query;
  }

  private static String header(MultiMap headers, String name) {
    return String.join(",", headers.getAll(name));
  }
}
