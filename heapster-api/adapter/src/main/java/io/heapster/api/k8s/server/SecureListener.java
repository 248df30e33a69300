package io.heapster.api.k8s.server;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One event loop that accepts TLS connections; several share a port. A client certificate is asked
 * for, and judged after the handshake by who authenticates. Requests whose line or headers are too
 * long are answered 414 or 431 without being read further.
 */
final class SecureListener extends VerticleBase {
  /** Selectors may be long, and users may be in hundreds of groups. */
  private static final int MOST_BYTES = 128 * 1024;

  /**
   * Any free port, the same for all listeners of a server: Vert.x joins those that share a negative
   * number. Not -1, by which the HTTP API on the same event loops may listen.
   */
  private static final int FREE_PORT = -2;

  private static final int IDLE_SECONDS = 90;
  private static final int HANDSHAKE_SECONDS = 10;

  /** Rounds of opening and resetting streams that one connection may do, in half a minute. */
  private static final int MOST_RESETS = 200;

  private final ListenerSettings settings;
  private final X509ExtendedKeyManager identity;
  private final X509ExtendedTrustManager clients;
  private final Predicate<List<X509Certificate>> trusted;
  private final Handler<HttpServerRequest> dispatcher;
  private final Duration drain;
  private final IntConsumer bound;
  private @Nullable HttpServer server;

  /**
   * @param clients lets every certificate through the handshake
   * @param trusted whether a client's certificates count; does not wait
   * @param drain how long requests under way may take when this stops
   * @param bound told the port in use
   */
  SecureListener(
      ListenerSettings settings,
      X509ExtendedKeyManager identity,
      X509ExtendedTrustManager clients,
      Predicate<List<X509Certificate>> trusted,
      Handler<HttpServerRequest> dispatcher,
      Duration drain,
      IntConsumer bound) {
    this.settings = settings;
    this.identity = identity;
    this.clients = clients;
    this.trusted = trusted;
    this.dispatcher = dispatcher;
    this.drain = drain;
    this.bound = bound;
  }

  @Override
  public Future<?> start() {
    var connections = new Connections(vertx, trusted, Connections.MOST, Connections.PATIENCE);
    HttpServer listening =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::opened)
            .requestHandler(request -> {
              connections.asked(request.connection());
              dispatcher.handle(request);
            });
    server = listening;
    // Port scanners that speak no TLS are no news.
    listening.exceptionHandler(problem -> {});
    return listening.listen().onSuccess(open -> bound.accept(open.actualPort()));
  }

  @Override
  public Future<?> stop() {
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS);
  }

  private HttpServerOptions options() {
    var options =
        new HttpServerOptions()
            .setHost(settings.host().isEmpty() ? "0.0.0.0" : settings.host())
            .setPort(settings.port() == 0 ? FREE_PORT : settings.port())
            .setSsl(true)
            .setKeyCertOptions(KeyCertOptions.wrap(identity))
            .setTrustOptions(TrustOptions.wrap(clients))
            .setClientAuth(ClientAuth.REQUEST)
            .setEnabledSecureTransportProtocols(Set.copyOf(settings.tls().protocols()))
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxInitialLineLength(MOST_BYTES)
            .setMaxHeaderSize(MOST_BYTES)
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(false);
    settings.tls().enabledSuites().forEach(options::addEnabledCipherSuite);
    return http2(options);
  }

  private HttpServerOptions http2(HttpServerOptions options) {
    return options
        .setUseAlpn(true)
        .setAlpnVersions(
            settings.http2()
                ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                : List.of(HttpVersion.HTTP_1_1))
        .setHttp2RstFloodMaxRstFramePerWindow(MOST_RESETS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(settings.streams())
                .setMaxHeaderListSize(MOST_BYTES));
  }
}
