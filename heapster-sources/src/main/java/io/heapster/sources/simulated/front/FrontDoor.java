package io.heapster.sources.simulated.front;

import io.heapster.sources.simulated.http.LoopbackServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/**
 * The secure port of the simulated API server, and what only callers of a real one see: tokens,
 * rules of access, reviews, and API servers behind the aggregation layer. What it cannot answer by
 * itself goes to the cluster's objects. Thread-safe.
 */
public final class FrontDoor implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final FrontProxyKeys keys;
  private final Aggregator aggregator;
  private final Vertx vertx;

  private FrontDoor(Vertx vertx, FrontProxyKeys keys) {
    this.vertx = vertx;
    this.keys = keys;
    this.aggregator = new Aggregator(vertx, keys.keys());
  }

  /** Makes the certificates. Nothing listens yet. */
  public static FrontDoor open(Vertx vertx) {
    return new FrontDoor(vertx, FrontProxyKeys.make());
  }

  /** What the ConfigMap {@code kube-system/extension-apiserver-authentication} tells. */
  public Map<String, String> published() {
    return keys.published();
  }

  /**
   * Begins to listen on 127.0.0.1.
   *
   * @param port 0 for any free one
   * @param objects answers for the cluster's objects
   */
  public SecurePort listen(int port, Handler<HttpServerRequest> objects) {
    var endpoint = new FrontEndpoint(aggregator, objects, Caller.ANONYMOUS);
    var options =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(port)
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(keys.keys().options(FrontProxyKeys.SERVING));
    return new SecurePort(LoopbackServer.start(vertx, options, _ -> {}, endpoint::handle));
  }

  /** A port that listens until it is closed. */
  public record SecurePort(LoopbackServer server) implements AutoCloseable {
    /** Where clients find it. */
    public String url() {
      return "https://" + HOST + ":" + server.port();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The same for a port without TLS, on which callers are masters unless they say who they are. */
  public Handler<HttpServerRequest> unsecured(Handler<HttpServerRequest> objects) {
    return new FrontEndpoint(aggregator, objects, Caller.UNSECURED)::handle;
  }

  /**
   * Puts an API server behind the front. It need not be there yet: it is looked for each second.
   */
  public void register(ApiBackend backend) {
    aggregator.register(backend);
  }

  /** Why group versions that are registered are not available; empty when all are. */
  public List<String> problems() {
    return aggregator.problems();
  }

  /**
   * A kubeconfig for clients.
   *
   * @param url of the secure port
   * @param current whose credentials are used unless another context is chosen
   */
  public String kubeconfig(String url, Account current) {
    return Kubeconfig.text(url, keys.servingAuthority(), current);
  }

  @Override
  public void close() {
    aggregator.close();
  }
}
