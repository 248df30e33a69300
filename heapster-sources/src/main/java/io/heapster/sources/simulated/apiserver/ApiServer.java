package io.heapster.sources.simulated.apiserver;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.http.LoopbackServer;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.function.Supplier;

/**
 * Stand-in for the API server of a simulated cluster, over HTTP on 127.0.0.1, without credentials:
 * get, list (paged, with selectors) and watch of nodes, pods and namespaces; watches over HTTP, not
 * over WebSockets. What it answers is a function of time, so it holds no objects, and another one
 * on the same port goes on where it stopped.
 */
public final class ApiServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final LoopbackServer server;

  private ApiServer(LoopbackServer server) {
    this.server = server;
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
    var endpoint = new ApiEndpoint(vertx, cluster, time, kubeletPort);
    var options = new HttpServerOptions().setHost(HOST).setPort(port);
    return new ApiServer(LoopbackServer.start(vertx, options, connection -> {}, endpoint::handle));
  }

  public int port() {
    return server.port();
  }

  /** Where clients find it. */
  public String url() {
    return "http://" + HOST + ":" + port();
  }

  @Override
  public void close() {
    server.close();
  }
}
