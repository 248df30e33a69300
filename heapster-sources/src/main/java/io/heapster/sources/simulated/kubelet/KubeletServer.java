package io.heapster.sources.simulated.kubelet;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.http.LoopbackServer;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A listener behind which all kubelets of a cluster sit, told apart by the address (127.x.y.z) that
 * a connection was made to: 5,000 nodes need one socket. It is bound to the wildcard address and
 * closes every connection that does not stay within the machine; see {@link LoopbackServer}.
 */
public final class KubeletServer implements AutoCloseable {
  /** As long as a kubelet keeps an idle connection. */
  private static final int IDLE_SECONDS = 90;

  private final LoopbackServer server;

  private KubeletServer(LoopbackServer server) {
    this.server = server;
  }

  /**
   * Starts over HTTP.
   *
   * @param cluster the world as it is now; it may change its faults, not its shape
   * @param port 0 for any free one
   * @param token that requests must bear; empty for none
   */
  public static KubeletServer http(
      Vertx vertx, Supplier<SimulatedCluster> cluster, TimeSource time, int port, String token) {
    return start(vertx, cluster, time, token, options(port));
  }

  /** Starts over HTTPS; the rest as over HTTP. */
  public static KubeletServer https(
      Vertx vertx,
      Supplier<SimulatedCluster> cluster,
      TimeSource time,
      int port,
      String token,
      ServingCertificate certificate) {
    HttpServerOptions secure = options(port).setSsl(true).setKeyCertOptions(certificate.options());
    return start(vertx, cluster, time, token, secure);
  }

  private static HttpServerOptions options(int port) {
    return new HttpServerOptions()
        .setHost(LoopbackServer.WILDCARD)
        .setPort(port)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private static KubeletServer start(
      Vertx vertx,
      Supplier<SimulatedCluster> cluster,
      TimeSource time,
      String token,
      HttpServerOptions options) {
    var endpoint = new KubeletEndpoint(vertx, cluster, time, token);
    return new KubeletServer(
        LoopbackServer.start(vertx, options, endpoint::connected, endpoint::handle));
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
