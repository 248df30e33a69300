package io.heapster.app;

import io.heapster.api.builtin.LiveResourceMetrics;
import io.heapster.api.builtin.ModelCustomMetrics;
import io.heapster.api.builtin.ModelExternalMetrics;
import io.heapster.api.builtin.TickUsage;
import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.MetricsAdapterBuilder;
import io.heapster.api.k8s.forward.ForwardCounters;
import io.heapster.api.k8s.forward.ForwardTarget;
import io.heapster.api.k8s.forward.ForwardedCustomMetrics;
import io.heapster.api.k8s.forward.ForwardedExternalMetrics;
import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.k8s.server.HealthCheck;
import io.heapster.api.telemetry.TelemetryPage;
import io.heapster.app.config.HeapsterConfig;
import io.heapster.app.config.MetricsApiConfig;
import io.heapster.core.config.Durations;
import io.heapster.core.pipeline.Manager;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.metric.MetricSink;
import io.heapster.sources.kube.KubeInventory;
import io.heapster.sources.kubelet.KubeletSource;
import io.heapster.sources.kubelet.light.LightLane;
import io.heapster.sources.kubelet.light.LightSettings;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kubernetes' metrics APIs: the light lane that feeds one of them, and their server. */
final class MetricsApiParts {
  /** The Service of the manifests. */
  private static final String SERVICE = "heapster-metrics";

  /** The daemon among the providers of metrics. */
  private static final String MODEL = "model";

  private static final String SHUTDOWN_DELAY = "--shutdown-delay-duration=";
  private static final String USUAL_NAMESPACE = "kube-system";
  private static final Duration LIGHT_LANE_ENDS = Duration.ofSeconds(1);

  private final HeapsterConfig config;
  private final TimeSource time;
  private final Telemetry telemetry;
  private final Vertx loops;
  private final KubeInventory inventory;
  private final LightLane light;
  private final ForwardCounters forwarded = new ForwardCounters();

  MetricsApiParts(
      HeapsterConfig config,
      TimeSource time,
      Telemetry telemetry,
      Vertx loops,
      KubeInventory inventory,
      KubeletSource kubelets) {
    this.config = config;
    this.time = time;
    this.telemetry = telemetry;
    this.loops = loops;
    this.inventory = inventory;
    this.light =
        new LightLane(
            inventory,
            kubelets.loops(),
            LightSettings.of(config.metricsApis().resolution()),
            time,
            telemetry);
  }

  /** Asks kubelets between the ticks; to be started when the inventory was. */
  Stage lightLane() {
    return Stage.closing("light lane", light::start, light, LIGHT_LANE_ENDS);
  }

  /**
   * The server; to be started last, because what it does before it listens (it looks up whom to
   * trust) must not keep pods from being listed and scraped. Discovery waits for no values.
   *
   * @param store null when none is kept: then there are no custom and external metrics
   */
  MetricsApiStage server(
      Manager manager, @Nullable MetricSink store, Map<String, String> environment) {
    Duration resolution = config.pipeline().metricResolution();
    MetricsApiConfig apis = config.metricsApis();
    Version version = Version.read();
    var page = new TelemetryPage(telemetry, version.version());
    MetricsAdapterBuilder builder =
        listening(apis)
            .version(version.version(), "")
            .service(SERVICE, environment.getOrDefault("POD_NAMESPACE", USUAL_NAMESPACE))
            .on(loops)
            .drain(MetricsApiStage.LONGEST_DRAIN)
            .metrics(() -> page.text() + forwarded.text())
            .live(new HealthCheck("tick", () -> overdue(manager, resolution)))
            .ready(new HealthCheck("metadata-informer-sync", this::unsynced))
            .ready(new HealthCheck("metric-storage-ready", new FirstServing(light.store())))
            .resourceMetrics(
                new LiveResourceMetrics(
                    light.store(), inventory, new TickUsage(store, time, resolution)));
    if (store != null) {
      builder
          .customMetrics(
              MODEL,
              ruleOfModel(apis.customForwards()),
              new ModelCustomMetrics(store, inventory, time, resolution))
          .externalMetrics(
              MODEL,
              ruleOfModel(apis.externalForwards()),
              new ModelExternalMetrics(store, time, resolution));
    }
    return new MetricsApiStage(
        opened -> {
          forwards(builder, opened);
          return builder.build();
        },
        apis.port() == MetricsApiConfig.ANY_PORT ? "any free port" : "port " + apis.port(),
        shutdownDelay(apis.flags()));
  }

  private static MetricsAdapterBuilder listening(MetricsApiConfig apis) {
    MetricsAdapterBuilder builder =
        MetricsAdapter.builder("heapster").flags(apis.flags().toArray(String[]::new));
    return apis.port() == MetricsApiConfig.ANY_PORT
        ? builder.onFreePort()
        : builder.flags("--secure-port=" + apis.port());
  }

  /** What the model lists is its own; the rest goes on to other adapters, where there are any. */
  private static MetricRule ruleOfModel(List<String> forwards) {
    return forwards.isEmpty() ? MetricRule.EVERYTHING : MetricRule.ofListed();
  }

  private Optional<String> unsynced() {
    return inventory.isSynced()
        ? Optional.empty()
        : Optional.of("nodes, pods and namespaces are not listed yet");
  }

  private static Optional<String> overdue(Manager manager, Duration resolution) {
    return manager
        .sinceLastTick()
        .filter(since -> since.compareTo(resolution.multipliedBy(3).dividedBy(2)) > 0)
        .map(since -> "the last tick began " + since.toSeconds() + " s ago");
  }

  /** The server goes on to serve that long after it was told to stop. */
  private static Duration shutdownDelay(List<String> flags) {
    return flags.stream()
        .filter(flag -> flag.startsWith(SHUTDOWN_DELAY))
        .map(flag -> Durations.parse(flag.substring(SHUTDOWN_DELAY.length())))
        .reduce(Duration.ZERO, (_, last) -> last);
  }

  /**
   * Other adapters.
   *
   * @param opened takes the ways to them, which are to be closed at the end
   */
  private void forwards(MetricsAdapterBuilder builder, List<AutoCloseable> opened) {
    for (String text : config.metricsApis().customForwards()) {
      ForwardTarget target = ForwardTarget.parse(text);
      var provider = ForwardedCustomMetrics.open(target, forwarded, time);
      opened.add(provider);
      builder.customMetrics(target.label(), target.rule(), provider);
    }
    for (String text : config.metricsApis().externalForwards()) {
      ForwardTarget target = ForwardTarget.parse(text);
      var provider = ForwardedExternalMetrics.open(target, forwarded, time);
      opened.add(provider);
      builder.externalMetrics(target.label(), target.rule(), provider);
    }
  }

  /** What is wrong with the settings of the server. */
  static List<String> problems(MetricsApiConfig config) {
    var problems = new ArrayList<>(MetricsAdapter.problemsOf(config.flags()));
    tryForwards("--custom-metrics-forward", config.customForwards(), problems);
    tryForwards("--external-metrics-forward", config.externalForwards(), problems);
    return problems;
  }

  private static void tryForwards(String flag, List<String> targets, List<String> problems) {
    for (String target : targets) {
      try {
        var _ = ForwardTarget.parse(target);
      } catch (IllegalArgumentException e) {
        problems.add(flag + ": " + e.getMessage());
      }
    }
  }
}
