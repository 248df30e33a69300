package io.heapster.api.k8s.adapter;

import io.heapster.api.http.DeferredTrust;
import io.heapster.api.k8s.auth.DelegatedAuth;
import io.heapster.api.k8s.groups.MetricsGroups;
import io.heapster.api.k8s.groups.openapi.ApiInfo;
import io.heapster.api.k8s.groups.routing.RoutedCustomMetrics;
import io.heapster.api.k8s.groups.routing.RoutedExternalMetrics;
import io.heapster.api.k8s.server.ListenerSettings;
import io.heapster.api.k8s.server.SecureServer;
import io.heapster.api.k8s.tls.ServingCertificate;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.core.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An adapter that serves, until it is closed. Thread-safe. */
public final class RunningAdapter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningAdapter.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final RequestCounters counters = new RequestCounters();
  private final SecureServer server;

  private RunningAdapter(AdapterPlan plan, AdapterSettings settings, TimeSource time) {
    try {
      var certificate = opened(ServingCertificate.open(settings.serving(), time));
      var auth =
          opened(
              DelegatedAuth.open(
                  settings.authentication(),
                  settings.authorization(),
                  counters.auth(),
                  System::getenv,
                  time));
      MetricsGroups groups = groups(plan, settings, time);
      certificate.start();
      auth.start();
      Vertx vertx = loops(plan);
      var identity =
          new SecureServer.Identity(
              certificate.keys(),
              new DeferredTrust(auth::acceptedIssuers),
              auth.authenticator(),
              auth.authorizer());
      this.server = server(vertx, plan, settings, identity, groups, time);
      await(server.start());
      parts.push(() -> await(server.stop(settings.shutdownDelay())));
    } catch (RuntimeException e) {
      closeParts();
      throw e;
    }
    log.info("{} serves Kubernetes' metrics APIs on port {}", plan.name(), server.port());
  }

  static RunningAdapter start(AdapterPlan plan) {
    CommandLine line = plan.commandLine();
    AdapterSettings settings = AdapterSettings.of(line, plan.names());
    plan.ownFlags().forEach(flag -> flag.take(line));
    return new RunningAdapter(plan, settings, TimeSource.system());
  }

  private Vertx loops(AdapterPlan plan) {
    Vertx given = plan.loops();
    if (given != null) {
      return given;
    }
    Vertx own = Vertx.vertx();
    parts.push(() -> await(own.close()));
    return own;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private MetricsGroups groups(AdapterPlan plan, AdapterSettings settings, TimeSource time) {
    var info = new ApiInfo(plan.name(), plan.version().version());
    var groups = MetricsGroups.builder(info, time);
    ResourceMetricsProvider resource = plan.resource();
    if (resource != null) {
      groups.resourceMetrics(resource);
    }
    if (!plan.external().isEmpty()) {
      var routed = RoutedExternalMetrics.builder();
      plan.external().forEach(each -> routed.route(each.name(), each.rule(), each.provider()));
      groups.externalMetrics(routed.build());
    }
    if (!plan.custom().isEmpty()) {
      addCustom(groups, plan, plan.cluster().open(settings.cluster()));
    }
    return groups.build();
  }

  private void addCustom(MetricsGroups.Builder groups, AdapterPlan plan, ClusterAccess cluster) {
    parts.push(cluster.close()::run);
    var routed = RoutedCustomMetrics.builder();
    for (AdapterPlan.Custom each : plan.custom()) {
      routed.route(each.name(), each.rule(), each.provider().apply(cluster.objects()));
    }
    groups.customMetrics(routed.build(), cluster.objects().mapper());
  }

  private SecureServer server(
      Vertx vertx,
      AdapterPlan plan,
      AdapterSettings settings,
      SecureServer.Identity identity,
      MetricsGroups groups,
      TimeSource time) {
    var content =
        new SecureServer.Content(
            List.of(groups),
            List.of("/apis", "/openapi/v2", "/openapi/v3"),
            plan.probes(),
            plan.version(),
            () -> counters.text() + groups.metrics() + plan.metrics().get());
    ListenerSettings listener = settings.listener();
    var serving =
        new SecureServer.Serving(
            plan.freePort() ? listener.onFreePort() : listener,
            settings.limits(),
            plan.drain(),
            Math.max(1, Runtime.getRuntime().availableProcessors()),
            counters);
    return new SecureServer(vertx, identity, content, serving, time);
  }

  private static void await(Future<Void> work) {
    try {
      work.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the server failed: " + e.getCause(), e);
    }
  }

  /** The port in use. */
  public int port() {
    return server.port();
  }

  /** Waits until this is closed. */
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /** Fails the readiness, finishes what is under way and ends; blocks until then. */
  @Override
  public void close() {
    if (closing.getAndSet(true)) {
      return;
    }
    closeParts();
    closed.countDown();
  }

  /** Last opened, first closed; one that fails does not keep the others open. */
  private void closeParts() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.warn("a part of the adapter did not close", e);
      }
    }
  }
}
