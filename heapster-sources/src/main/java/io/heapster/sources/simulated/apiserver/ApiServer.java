package io.heapster.sources.simulated.apiserver;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.front.FrontDoor;
import io.heapster.sources.simulated.http.LoopbackServer;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in for the API server of a simulated cluster, over HTTP on 127.0.0.1, without credentials:
 * get, list (paged, with selectors) and watch of nodes, pods and namespaces; watches over HTTP, not
 * over WebSockets. What it answers is a function of time, so it holds no objects, and another one
 * on the same port goes on where it stopped. With a {@link FrontDoor} it also knows users, reviews
 * and servers behind it, and has a second port with TLS.
 */
public final class ApiServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final LoopbackServer server;
  private final FrontDoor.@Nullable SecurePort secure;

  private ApiServer(LoopbackServer server, FrontDoor.@Nullable SecurePort secure) {
    this.server = server;
    this.secure = secure;
  }

  /**
   * Starts to answer.
   *
   * @param cluster the world as it is now; it may change its faults, not its shape
   * @param port 0 for any free one
   * @param kubeletPort that nodes tell in their status
   */
  public static ApiServer start(
      Vertx vertx, Supplier<SimulatedCluster> cluster, TimeSource time, int port, int kubeletPort) {
    var endpoint = new ApiEndpoint(vertx, cluster, time, kubeletPort, Map.of());
    return new ApiServer(listen(vertx, port, endpoint::handle), null);
  }

  /**
   * Starts to answer behind a front door, with and without TLS.
   *
   * @param securePort 0 for any free one
   */
  public static ApiServer start(
      Vertx vertx,
      Supplier<SimulatedCluster> cluster,
      TimeSource time,
      int port,
      int kubeletPort,
      FrontDoor front,
      int securePort) {
    var endpoint = new ApiEndpoint(vertx, cluster, time, kubeletPort, front.published());
    FrontDoor.SecurePort secure = front.listen(securePort, endpoint::handle);
    try {
      return new ApiServer(listen(vertx, port, front.unsecured(endpoint::handle)), secure);
    } catch (RuntimeException e) {
      secure.close();
      throw e;
    }
  }

  private static LoopbackServer listen(Vertx vertx, int port, Handler<HttpServerRequest> requests) {
    var options = new HttpServerOptions().setHost(HOST).setPort(port);
    return LoopbackServer.start(vertx, options, _ -> {}, requests);
  }

  public int port() {
    return server.port();
  }

  /** Where clients find it. */
  public String url() {
    return "http://" + HOST + ":" + port();
  }

  /** Where clients find it over TLS; empty when they do not. */
  public String secureUrl() {
    return secure == null ? "" : secure.url();
  }

  @Override
  public void close() {
    if (secure != null) {
      secure.close();
    }
    server.close();
  }
}
