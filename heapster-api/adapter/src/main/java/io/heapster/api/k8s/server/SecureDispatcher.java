package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.http.QueryString;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.Authenticator;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.request.ApiPath;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.GoDuration;
import io.heapster.api.k8s.request.RequestInfo;
import io.heapster.api.k8s.request.RequestInfoParser;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.k8s.server.InflightLimits.Caller;
import io.heapster.api.k8s.server.InflightLimits.Permit;
import io.heapster.core.time.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Takes requests in: reads the path, finds a place for it, and starts the {@link Exchange} that
 * authenticates, authorises and answers. Runs on event loops and does nothing there that waits;
 * thread-safe.
 */
public final class SecureDispatcher implements Handler<HttpServerRequest> {
  private static final Set<String> PROBES = Set.of("healthz", "livez", "readyz");
  private static final Attributes UNREADABLE = new Attributes.Path("", "");

  private final Vertx vertx;
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final Exchange.Shared shared;
  private final InflightLimits limits;
  private final Duration requestTime;
  private final RequestObserver observer;
  private final TimeSource time;

  /**
   * @param endpoints asked in this order
   */
  public SecureDispatcher(
      Vertx vertx,
      Authenticator authenticator,
      Authorizer authorizer,
      List<Endpoint> endpoints,
      ServingLimits limits,
      RequestObserver observer,
      TimeSource time) {
    this.vertx = vertx;
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.limits = new InflightLimits(limits.requestsInFlight());
    this.requestTime = limits.requestTime();
    this.observer = observer;
    this.time = time;
    var chain = new RequestChain(authenticator, authorizer, endpoints);
    this.shared = new Exchange.Shared(chain, this.limits, new FailureLog(time));
  }

  @Override
  public void handle(HttpServerRequest request) {
    long begunNanos = time.elapsedNanos();
    Context loop = vertx.getOrCreateContext();
    HeaderLines headers = HeaderLines.of(request.headers());
    var reply = new Reply(request, loop, headers);
    reply.drain();
    RequestInfo info;
    Duration timeout;
    QueryString query = QueryString.parse(Optional.ofNullable(request.query()).orElse(""));
    try {
      headers.requireFew();
      info = read(request, query);
      timeout = timeout(query);
    } catch (StatusException e) {
      reply.atOnce(StatusDocument.answer(e));
      observer.answered(UNREADABLE, e.code(), time.elapsedNanos() - begunNanos);
      return;
    }
    var shown = new Credentials(PeerCertificates.of(request.sslSession()), headers);
    Caller caller = caller(info, shown);
    Optional<Permit> door = limits.enter(caller);
    if (door.isEmpty()) {
      reply.atOnce(PlainText.tooManyRequests());
      observer.answered(info.attributes(), 429, time.elapsedNanos() - begunNanos);
      return;
    }
    var question = new Exchange.Question(info, query, shown, headers, caller);
    var exchange = new Exchange(shared, reply.writer(), question, door.get());
    watch(
        exchange,
        reply,
        timeout,
        status -> observer.answered(info.attributes(), status, time.elapsedNanos() - begunNanos));
    exchange.start();
  }

  /** Ends the exchange at its deadline, and when the caller leaves. */
  private void watch(Exchange exchange, Reply reply, Duration timeout, IntConsumer answered) {
    long timer =
        vertx.setTimer(
            Math.max(1, timeout.toMillis()),
            fired -> {
              if (exchange.giveUp()) {
                reply.atOnce(timedOut());
              } else {
                reply.writer().cut();
              }
            });
    reply.whenOver(sent -> {
      vertx.cancelTimer(timer);
      if (!sent) {
        exchange.giveUp();
      } else if (exchange.anonymous()) {
        reply.endHttp2Connection(requestTime);
      }
      answered.accept(sent ? reply.status() : 499);
    });
  }

  private static Answer timedOut() {
    return StatusDocument.answer(
        new StatusException(
            504,
            "Timeout",
            "Timeout: request did not complete within the allotted timeout",
            StatusException.Details.EMPTY));
  }

  private static RequestInfo read(HttpServerRequest request, QueryString query) {
    String path = Optional.ofNullable(request.path()).orElse("");
    return RequestInfoParser.parse(request.method().name(), ApiPath.parse(path), query);
  }

  /** What the caller allows, at most what this server does. */
  private Duration timeout(QueryString query) {
    String asked = query.get("timeout");
    if (asked.isEmpty()) {
      return requestTime;
    }
    try {
      Duration wanted = GoDuration.parse(asked);
      boolean shorter = wanted.isPositive() && wanted.compareTo(requestTime) < 0;
      return shorter ? wanted : requestTime;
    } catch (IllegalArgumentException e) {
      throw StatusException.badRequest(
          "invalid timeout specified in the request URL: " + e.getMessage());
    }
  }

  /**
   * Who may have to wait for a review is a stranger: the places of the others are never waited in.
   */
  private Caller caller(RequestInfo info, Credentials shown) {
    if (!shown.headers().all("Authorization").isEmpty()) {
      return Caller.STRANGER;
    }
    boolean asksHealth = info.segments().size() == 1 && PROBES.contains(info.segments().getFirst());
    if (asksHealth && authorizer.isForEverybody(info.attributes())) {
      return Caller.PROBE;
    }
    return authenticator.trustsCertificate(shown) ? Caller.CERTIFIED : Caller.STRANGER;
  }
}
