package io.heapster.app;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.api.ApiInputs;
import io.heapster.api.ApiServer;
import io.heapster.api.ApiServerConfig;
import io.heapster.api.health.HealthInputs;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.status.StatusInputs;
import io.heapster.api.status.StatusInputs.Retention;
import io.heapster.app.config.ApiConfig;
import io.heapster.app.config.HeapsterConfig;
import io.heapster.app.config.LabelConfig;
import io.heapster.app.config.PipelineConfig;
import io.heapster.core.pipeline.BatchReceiver;
import io.heapster.core.pipeline.DataProcessor;
import io.heapster.core.pipeline.Manager;
import io.heapster.core.pipeline.TickClock;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.processors.LabelPolicy;
import io.heapster.processors.RateRules;
import io.heapster.processors.StandardChain;
import io.heapster.sinks.delivery.Delivery;
import io.heapster.sinks.influxdb.history.InfluxdbHistory;
import io.heapster.sinks.metric.MetricSink;
import io.heapster.sinks.metric.MetricSinkConfig;
import io.heapster.sources.kube.ApiAccess;
import io.heapster.sources.kube.KubeInventory;
import io.heapster.sources.kubelet.Decoders;
import io.heapster.sources.kubelet.KubeletCredentials;
import io.heapster.sources.kubelet.KubeletSource;
import io.heapster.sources.kubelet.ScrapeRules;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all parts of the daemon are made and joined; the one place that knows them all. */
final class HeapsterAssembly {
  private static final Logger log = LoggerFactory.getLogger(HeapsterAssembly.class);

  /**
   * Of stopping everything. Ticks (3 s), inventory, kubelets and API (2.5 s) use 7.5 s of it at the
   * most; should they, the sinks' last second and the loops' tenth of the limit make it 9.3 s.
   */
  static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  private static final Duration CONNECTIONS_CLOSE = Duration.ofSeconds(1);

  private final HeapsterConfig config;
  private final Parts parts;
  private final Overrides overrides;
  private final TimeSource time;
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());

  private HeapsterAssembly(HeapsterConfig config, Overrides overrides) {
    this.config = config;
    this.parts = Parts.of(config);
    this.overrides = overrides;
    this.time = overrides.time();
  }

  /**
   * Puts a daemon together; nothing is started, no connection opened.
   *
   * @throws IllegalArgumentException when the configuration has problems, or a file it names
   * @throws io.heapster.sources.kube.ApiAccessException when the way to the API server cannot be
   *     found
   */
  static Daemon assemble(HeapsterConfig config, Overrides overrides) {
    return new HeapsterAssembly(config, overrides).daemon();
  }

  private Daemon daemon() {
    ApiAccess access =
        ApiAccess.open(
            parts.source().apiServer(),
            name -> overrides.environment().getOrDefault(name, ""),
            time);
    var inventory = new KubeInventory(access, parts.source().apiServer(), telemetry, time);
    Vertx loops = EdgeLoops.create();
    try {
      return joined(access, inventory, loops);
    } catch (RuntimeException e) {
      // The loops' threads would keep the process alive; the lanes run on them.
      var _ = loops.close();
      inventory.close();
      throw e;
    }
  }

  private Daemon joined(ApiAccess access, KubeInventory inventory, Vertx loops) {
    KubeletSource kubelets = kubelets(inventory, access, loops);
    @Nullable MetricSink store = store();
    Delivery delivery =
        new DeliveryParts(config, parts.sinks().sinks(), time, telemetry).delivery();
    try {
      Manager manager = manager(inventory, kubelets, store, delivery);
      @Nullable InfluxdbHistory history = parts.history().open();
      ApiStage api = api(inventory, manager, store, history, loops);
      List<Stage> stages = stages(loops, delivery, api, kubelets, inventory, manager);
      @Nullable MetricsApiStage metrics = null;
      if (config.metricsApis().isServed(overrides.environment())) {
        var apis = new MetricsApiParts(config, time, telemetry, loops, inventory, kubelets);
        metrics = apis.server(manager, store, overrides.environment());
        int ticks = overrides.ticks() == Overrides.Ticks.BY_THE_CLOCK ? 1 : 0;
        stages.add(stages.size() - ticks, apis.lightLane());
        // Last: pods are listed and scraped while it looks up whom to trust.
        stages.add(metrics);
      } else if (config.metricsApis().port() != 0) {
        log.info(
            "metrics.k8s.io and its like are off: this is no pod, and no --authentication-kubeconfig"
                + " says who knows their callers");
      }
      if (history != null) {
        // Behind the API, which asks it.
        stages.add(
            stages.indexOf(api),
            Stage.closing("historical source", () -> {}, history, CONNECTIONS_CLOSE));
      }
      return new Daemon(new Lifecycle(stages, time, STOP_LIMIT), manager, inventory, api, metrics);
    } catch (RuntimeException e) {
      // It holds the data directory.
      delivery.close();
      throw e;
    }
  }

  /** The far end first, so that nobody is handed something before it is up. */
  private List<Stage> stages(
      Vertx loops,
      Delivery delivery,
      ApiStage api,
      KubeletSource kubelets,
      KubeInventory inventory,
      Manager manager) {
    var stages = new ArrayList<Stage>();
    stages.add(Stage.of("event loops", () -> {}, within -> close(loops, within)));
    stages.add(Stage.of("sinks", delivery::start, within -> drain(delivery, within)));
    stages.add(api);
    stages.add(Stage.closing("kubelet connections", () -> {}, kubelets, CONNECTIONS_CLOSE));
    stages.add(Stage.closing("inventory", inventory::start, inventory, CONNECTIONS_CLOSE));
    if (overrides.ticks() == Overrides.Ticks.BY_THE_CLOCK) {
      stages.add(new TickStage(inventory::awaitSync, manager));
    }
    return stages;
  }

  private KubeletSource kubelets(KubeInventory inventory, ApiAccess access, Vertx loops) {
    var credentials =
        new KubeletCredentials(
            access.bearerToken(),
            access.caPem().orElse(null),
            access.clientCertificatePem().orElse(null),
            access.clientKeyPem().orElse(null));
    var rules = new ScrapeRules(config.pipeline().metricResolution(), followsHeapster());
    return new KubeletSource(
        inventory,
        parts.source().kubelets(),
        credentials,
        Decoders.standard(),
        rules,
        loops,
        time,
        telemetry);
  }

  private @Nullable MetricSink store() {
    MetricSinkConfig kept = parts.sinks().store();
    return kept == null ? null : new MetricSink(kept, time, telemetry);
  }

  private Manager manager(
      KubeInventory inventory,
      KubeletSource kubelets,
      @Nullable MetricSink store,
      Delivery delivery) {
    PipelineConfig pipeline = config.pipeline();
    LabelConfig labels = config.labels();
    List<DataProcessor> chain =
        StandardChain.of(
            inventory,
            LabelPolicy.parse(labels.separator(), labels.ignored(), labels.stored()),
            followsHeapster() ? RateRules.HEAPSTER : RateRules.DEFAULT,
            pipeline.metricResolution());
    // The store first, so that readers never see less than a sink.
    var receivers = new ArrayList<BatchReceiver>();
    if (store != null) {
      receivers.add(store);
    }
    receivers.addAll(overrides.observers());
    receivers.add(delivery);
    HeapTrim.ofThisJvm().ifPresent(receivers::add);
    var clock = new TickClock(time, pipeline.metricResolution(), pipeline.scrapeTimeout());
    return new Manager(kubelets, chain, receivers, clock, time, telemetry);
  }

  private ApiStage api(
      KubeInventory inventory,
      Manager manager,
      @Nullable MetricSink store,
      @Nullable InfluxdbHistory history,
      Vertx loops) {
    Counter batches = telemetry.counter(SelfMetric.TICKS);
    var health = new HealthInputs(manager::sinceLastTick, () -> batches.getCount() > 0);
    var inputs =
        new ApiInputs(store, inventory, health, telemetry, time, Version.read().version())
            .withHistory(history)
            .withStatus(status(manager));
    return new ApiStage(new ApiServer(apiConfig(), inputs, loops), config.api());
  }

  private StatusInputs status(Manager manager) {
    @Nullable MetricSinkConfig kept = parts.sinks().store();
    @Nullable Retention retention =
        kept == null
            ? null
            : new Retention(kept.shortDuration(), kept.longDuration(), kept.longMetrics());
    return new StatusInputs(time.now(), manager.ticks(), retention, config.shown());
  }

  private ApiServerConfig apiConfig() {
    ApiConfig api = config.api();
    ApiConfig.@Nullable Tls tls = api.tls();
    return new ApiServerConfig(
        api.listenIp(),
        api.port(),
        tls == null ? "" : tls.certificate().toString(),
        tls == null ? "" : tls.key().toString(),
        tls == null || tls.clientCa() == null ? "" : tls.clientCa().toString(),
        api.allowedUsers(),
        !api.exports(),
        config.pipeline().metricResolution(),
        followsHeapster() ? ApiCompat.HEAPSTER : ApiCompat.DEFAULT);
  }

  private boolean followsHeapster() {
    return config.pipeline().compat() == PipelineConfig.Compat.HEAPSTER;
  }

  private static void drain(Delivery delivery, Duration within) throws InterruptedException {
    Duration drain = within.minus(Delivery.GRACE);
    if (drain.isNegative()) {
      drain = Duration.ZERO;
    }
    if (!delivery.close(drain.compareTo(Delivery.DRAIN) < 0 ? drain : Delivery.DRAIN)) {
      throw new IllegalStateException("a sink did not end when it was interrupted");
    }
  }

  private static void close(Vertx loops, Duration within) throws Exception {
    loops
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .get(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
