package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.Authenticator;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.core.time.TimeSource;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * An aggregated API server: the endpoints given to it, behind TLS, authentication and
 * authorisation, with the health, version and metrics paths that all API servers have. It answers
 * as soon as it listens; start it before there are values, because discovery must not wait for
 * them. Thread-safe.
 */
public final class SecureServer {
  private final Vertx vertx;
  private final Identity identity;
  private final ListenerSettings listening;
  private final Duration drain;
  private final int eventLoops;
  private final SecureDispatcher dispatcher;
  private final AtomicInteger port = new AtomicInteger();
  private volatile boolean stopping;
  private volatile String deployment = "";

  /**
   * Who the server is and whom it serves.
   *
   * @param key asked for at every handshake, so that it may change its mind
   * @param clients lets every client certificate through the handshake; {@code authenticator}
   *     judges them
   */
  public record Identity(
      X509ExtendedKeyManager key,
      X509ExtendedTrustManager clients,
      Authenticator authenticator,
      Authorizer authorizer) {}

  /**
   * What is served.
   *
   * @param groups asked before the server's own endpoints, in this order
   * @param paths that {@code /} lists beside the server's own
   * @param metrics text of {@code /metrics} in the Prometheus format
   */
  public record Content(
      List<Endpoint> groups,
      List<String> paths,
      Probes probes,
      ProductVersion version,
      Supplier<String> metrics) {
    public Content {
      groups = List.copyOf(groups);
      paths = List.copyOf(paths);
    }
  }

  /**
   * How it is served.
   *
   * @param drain how long requests under way may take after {@link #stop}
   * @param eventLoops how many listeners share the port
   */
  public record Serving(
      ListenerSettings listening,
      ServingLimits limits,
      Duration drain,
      int eventLoops,
      RequestObserver observer) {}

  public SecureServer(
      Vertx vertx, Identity identity, Content content, Serving serving, TimeSource time) {
    this.vertx = vertx;
    this.identity = identity;
    this.listening = serving.listening();
    this.drain = serving.drain();
    this.eventLoops = serving.eventLoops();
    this.dispatcher =
        new SecureDispatcher(
            vertx,
            identity.authenticator(),
            identity.authorizer(),
            endpoints(content),
            serving.limits(),
            serving.observer(),
            time);
  }

  private List<Endpoint> endpoints(Content content) {
    var all = new ArrayList<>(content.groups());
    all.addAll(content.probes().endpoints(new HealthCheck("shutdown", this::shutdownProblem)));
    all.add(FixedEndpoint.version(content.version()));
    all.add(FixedEndpoint.metrics(content.metrics()));
    var paths = new ArrayList<>(content.paths());
    paths.addAll(List.of("/healthz", "/livez", "/readyz", "/metrics", "/version"));
    all.add(FixedEndpoint.root(paths));
    return all;
  }

  private Optional<String> shutdownProblem() {
    return stopping ? Optional.of("process is shutting down") : Optional.empty();
  }

  /** Begins to listen; fails when the port is taken. */
  public Future<Void> start() {
    var options = new DeploymentOptions().setInstances(eventLoops);
    return vertx
        .deployVerticle(
            () ->
                new SecureListener(
                    listening,
                    identity.key(),
                    identity.clients(),
                    this::trusts,
                    dispatcher,
                    drain,
                    port::set),
            options)
        .onSuccess(id -> deployment = id)
        .mapEmpty();
  }

  private boolean trusts(List<X509Certificate> certificates) {
    return identity
        .authenticator()
        .trustsCertificate(new Credentials(certificates, HeaderLines.NONE));
  }

  /** The port in use; 0 before the start. */
  public int port() {
    return port.get();
  }

  /**
   * Stops: readiness fails at once; after the notice nothing new is accepted, and requests under
   * way are waited for.
   *
   * @param notice until load balancers have seen that this server is not ready; may be zero
   */
  public Future<Void> stop(Duration notice) {
    stopping = true;
    Promise<Void> noticed = Promise.promise();
    if (notice.toMillis() < 1) {
      noticed.complete();
    } else {
      vertx.setTimer(notice.toMillis(), fired -> noticed.complete());
    }
    return noticed
        .future()
        .compose(
            over -> deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment));
  }
}
