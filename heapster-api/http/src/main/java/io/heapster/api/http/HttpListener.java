package io.heapster.api.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop that accepts connections; several share a port. HTTP/1.1, compressed on request.
 */
public final class HttpListener extends VerticleBase {
  /** A pod-list may name a thousand pods. */
  private static final int MAX_REQUEST_LINE_BYTES = 128 * 1024;

  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int IDLE_SECONDS = 75;
  private static final int SHUTDOWN_SECONDS = 2;

  /** Below this, compressing costs more than it saves. */
  private static final int COMPRESSED_FROM_BYTES = 1400;

  /** The export shrinks by more than nine tenths at the fastest level already. */
  private static final int COMPRESSION_LEVEL = 1;

  private final String host;
  private final int port;
  private final TlsFiles tls;
  private final Handler<HttpServerRequest> dispatcher;
  private final IntConsumer bound;
  private @Nullable HttpServer server;

  /**
   * @param host address to bind; empty for all
   * @param port 0 for any free one
   * @param bound told the port in use
   */
  public HttpListener(
      String host,
      int port,
      TlsFiles tls,
      Handler<HttpServerRequest> dispatcher,
      IntConsumer bound) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.dispatcher = dispatcher;
    this.bound = bound;
  }

  @Override
  public Future<?> start() {
    HttpServer listening = vertx.createHttpServer(options()).requestHandler(dispatcher);
    server = listening;
    // Callers that vanish are no news.
    listening.exceptionHandler(problem -> {});
    return listening.listen().onSuccess(open -> bound.accept(open.actualPort()));
  }

  @Override
  public Future<?> stop() {
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private HttpServerOptions options() {
    var options =
        new HttpServerOptions()
            .setHost(host.isEmpty() ? "0.0.0.0" : host)
            // A negative port means a free one, the same for all listeners of a server.
            // -1 is this listener's alone; SecureListener has another (Vert.x joins equal ones).
            .setPort(port == 0 ? -1 : port)
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setCompressionSupported(true)
            .setCompressionLevel(COMPRESSION_LEVEL)
            .setCompressionContentSizeThreshold(COMPRESSED_FROM_BYTES)
            .setUseAlpn(false);
    tls.configure(options);
    return options;
  }
}
