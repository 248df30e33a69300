package io.heapster.sources.simulated.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bound HTTP server that talks to this machine only. It may be bound to the wildcard address, so
 * that one socket has all of 127.0.0.0/8; every connection with an end that is not a loopback
 * address is therefore closed before a request is read from it (over TLS: when the handshake is
 * done). All its handlers run on one event loop.
 */
public final class LoopbackServer implements AutoCloseable {
  /** Every IPv4 address of the machine. */
  public static final String WILDCARD = "0.0.0.0";

  private static final long TIMEOUT_SECONDS = 10;
  private static final int BACKLOG = 4_096;

  private final HttpServer server;

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Binds and begins to answer.
   *
   * @param options host, port (0: any free one) and TLS
   * @throws IllegalStateException naming the address that could not be bound
   */
  public static LoopbackServer start(
      Vertx vertx,
      HttpServerOptions options,
      Handler<HttpConnection> connections,
      Handler<HttpServerRequest> requests) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions(options).setAcceptBacklog(BACKLOG))
            .connectionHandler(connection -> admit(connection, connections))
            .requestHandler(requests);
    await(
        server.listen(),
        "cannot listen on %s:%d: choose a free port"
            .formatted(options.getHost(), options.getPort()));
    return new LoopbackServer(server);
  }

  private static void admit(HttpConnection connection, Handler<HttpConnection> connections) {
    if (isLoopback(connection.localAddress()) && isLoopback(connection.remoteAddress())) {
      connections.handle(connection);
    } else {
      connection.close();
    }
  }

  private static boolean isLoopback(SocketAddress address) {
    String host = address.hostAddress();
    return host != null && InetAddress.ofLiteral(host).isLoopbackAddress();
  }

  /** The port that is bound. */
  public int port() {
    return server.actualPort();
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() {
    await(server.close(), "cannot close the listener on port " + port());
  }

  private static void await(Future<?> future, String failure) {
    try {
      future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(failure, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure, e);
    }
  }
}
