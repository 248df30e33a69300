package io.heapster.api;

import io.heapster.api.health.HealthChecks;
import io.heapster.api.health.HealthRoutes;
import io.heapster.api.http.ClientAuthentication;
import io.heapster.api.http.HttpListener;
import io.heapster.api.http.RequestDispatcher;
import io.heapster.api.http.Route;
import io.heapster.api.http.RouteTable;
import io.heapster.api.http.TlsFiles;
import io.heapster.api.model.AskedHistory;
import io.heapster.api.model.ExportRoutes;
import io.heapster.api.model.HistoryRoutes;
import io.heapster.api.model.KeptValues;
import io.heapster.api.model.ModelRoutes;
import io.heapster.api.query.QueryRoutes;
import io.heapster.api.resource.ResourceMetricsRoutes;
import io.heapster.api.status.StatusRoutes;
import io.heapster.api.telemetry.TelemetryRoutes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The HTTP server with all its routes, on a few event loops of the given Vert.x. Complete after the
 * constructor; started once.
 */
public final class ApiServer {
  /** A second loop answers while the first writes an export. */
  private static final int LISTENERS = 2;

  private final Vertx vertx;
  private final ApiServerConfig config;
  private final TlsFiles tls;
  private final RequestDispatcher dispatcher;
  private final AtomicReference<String> deployment = new AtomicReference<>("");

  /**
   * @throws IllegalArgumentException when the TLS settings do not fit together or the client
   *     authority cannot be read
   */
  public ApiServer(ApiServerConfig config, ApiInputs inputs, Vertx vertx) {
    this.vertx = vertx;
    this.config = config;
    this.tls =
        new TlsFiles(
            config.tlsCert(), config.tlsKey(), config.tlsClientCa(), config.allowedUsers());
    ClientAuthentication authentication = tls.authentication();
    this.dispatcher =
        new RequestDispatcher(
            vertx, routes(config, inputs), authentication, inputs.telemetry(), inputs.time());
  }

  /** Binds the port; fails with the system's reason when it is taken. Tells the port in use. */
  public Future<Integer> start() {
    var port = new AtomicInteger();
    return vertx
        .deployVerticle(
            () -> new HttpListener(config.listenIp(), config.port(), tls, dispatcher, port::set),
            new DeploymentOptions().setInstances(LISTENERS))
        .map(id -> {
          deployment.set(id);
          return port.get();
        })
        .recover(problem -> Future.failedFuture(notListening(problem)));
  }

  private IOException notListening(Throwable problem) {
    return new IOException(
        "the API cannot listen on %s:%d (%s); free the port or choose another with --heapster-port"
            .formatted(config.listenIp(), config.port(), problem.getMessage()),
        problem);
  }

  /** Takes no more requests, and lets those under way finish for two seconds. */
  public Future<Void> close() {
    String id = deployment.getAndSet("");
    return id.isEmpty() ? Future.succeededFuture() : vertx.undeploy(id);
  }

  static RouteTable routes(ApiServerConfig config, ApiInputs in) {
    var kept = new KeptValues(in.store());
    var checks =
        new HealthChecks(
            kept,
            in.inventory(),
            in.health(),
            in.time(),
            config.compat(),
            config.metricResolution());
    var routes = new ArrayList<Route>();
    routes.addAll(new ModelRoutes(kept, config.compat(), in.time()).routes());
    var roots =
        new ArrayList<>(
            List.of(
                ModelRoutes.ROOT,
                ExportRoutes.EXPORT,
                ExportRoutes.SCHEMA,
                ResourceMetricsRoutes.ROOT,
                QueryRoutes.ROOT));
    if (in.history() != null) {
      var history = new AskedHistory(in.history(), in.inventory(), config.compat());
      routes.addAll(new HistoryRoutes(history, in.time()).routes());
      roots.add(HistoryRoutes.ROOT);
    }
    routes.addAll(new ExportRoutes(kept, config.disableExport()).routes());
    routes.addAll(
        new ResourceMetricsRoutes(
                kept, in.inventory(), config.compat(), in.time(), config.metricResolution())
            .routes());
    routes.addAll(new QueryRoutes(kept, in.inventory()).routes());
    routes.addAll(status(config, in).routes());
    routes.addAll(new HealthRoutes(checks).routes());
    routes.addAll(new TelemetryRoutes(in.telemetry(), in.version()).routes());
    routes.addAll(new IndexRoutes(in.version()).routes());
    return new RouteTable(routes, roots, config.compat());
  }

  private static StatusRoutes status(ApiServerConfig config, ApiInputs in) {
    return new StatusRoutes(
        in.status(),
        in.version(),
        config.metricResolution(),
        config.compat(),
        in.inventory(),
        in.telemetry(),
        in.time());
  }
}
