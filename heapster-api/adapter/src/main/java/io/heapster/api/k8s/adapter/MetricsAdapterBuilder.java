package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.k8s.server.HealthCheck;
import io.heapster.api.k8s.server.Probes;
import io.heapster.api.k8s.server.ProductVersion;
import io.heapster.api.k8s.tls.ServingOptions;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link MetricsAdapter}. Several providers may serve one group: each is given a rule,
 * the first whose rule fits a metric answers for it, and discovery shows what each would be asked
 * for. Not thread-safe.
 */
public final class MetricsAdapterBuilder {
  private final String name;
  private final List<String> arguments = new ArrayList<>();
  private final List<AdapterPlan.OwnFlag> ownFlags = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<HealthCheck> live = new ArrayList<>();
  private final List<HealthCheck> ready = new ArrayList<>();
  private final List<AdapterPlan.Custom> custom = new ArrayList<>();
  private final List<AdapterPlan.External> external = new ArrayList<>();
  private ProductVersion version = new ProductVersion("0.0.0", "");
  private Supplier<String> metrics = () -> "";
  private ClusterAccess.Opener cluster = ClusterAccess::connect;
  private @Nullable ResourceMetricsProvider resource;
  private boolean freePort;
  private @Nullable Vertx loops;
  private Duration drain = Duration.ofSeconds(10);

  MetricsAdapterBuilder(String name) {
    this.name = name;
  }

  /** The arguments of the program. They are checked at its start, all at once. */
  public MetricsAdapterBuilder flags(String... commandLine) {
    arguments.addAll(Arrays.asList(commandLine));
    return this;
  }

  /**
   * A flag of the program's own. Its value is read at each start, after all flags were checked and
   * before providers are made by functions.
   *
   * @param flag without dashes
   * @param standard its value when it is not given; may be empty
   * @param help one sentence
   * @param reader throws {@link IllegalArgumentException} for a value that will not do
   * @throws IllegalArgumentException when there is such a flag already
   */
  public MetricsAdapterBuilder flag(
      String flag, String standard, String help, Consumer<String> reader) {
    boolean taken =
        AdapterFlags.all().stream().anyMatch(each -> each.name().equals(flag))
            || ownFlags.stream().anyMatch(each -> each.flag().name().equals(flag));
    if (taken) {
      throw new IllegalArgumentException("there is a flag --" + flag + " already");
    }
    var own = Flag.supported(flag, Flag.Shape.TEXT, standard, help);
    ownFlags.add(new AdapterPlan.OwnFlag(own, reader));
    return this;
  }

  /**
   * What {@code /version} and OpenAPI tell.
   *
   * @param number e.g. {@code 1.2.0}
   * @param commit may be empty
   */
  public MetricsAdapterBuilder version(String number, String commit) {
    version = new ProductVersion(number, commit);
    return this;
  }

  /** The Service that leads to this adapter: a certificate made here is for its names. */
  public MetricsAdapterBuilder service(String service, String namespace) {
    names.addAll(ServingOptions.namesOf(service, namespace));
    return this;
  }

  /** Opens the way to the cluster's objects in another manner than the flags say, e.g. in tests. */
  public MetricsAdapterBuilder cluster(ClusterAccess.Opener opener) {
    cluster = opener;
    return this;
  }

  /** Serves all of {@code custom.metrics.k8s.io} from one provider. */
  public MetricsAdapterBuilder customMetrics(CustomMetricsProvider provider) {
    return customMetrics(name, MetricRule.EVERYTHING, provider);
  }

  /** Serves all of {@code custom.metrics.k8s.io} from a provider that asks the cluster, too. */
  public MetricsAdapterBuilder customMetrics(
      Function<ClusterObjects, CustomMetricsProvider> provider) {
    custom.add(new AdapterPlan.Custom(name, MetricRule.EVERYTHING, provider));
    return this;
  }

  /**
   * Serves some custom metrics from a provider; rules are tried in the order of these calls.
   *
   * @param provider its name, for logs
   * @param rule e.g. {@code MetricRule.ofGroup("apps")}
   */
  public MetricsAdapterBuilder customMetrics(
      String provider, MetricRule rule, CustomMetricsProvider metricsProvider) {
    custom.add(new AdapterPlan.Custom(provider, rule, objects -> metricsProvider));
    return this;
  }

  /** Serves all of {@code external.metrics.k8s.io} from one provider. */
  public MetricsAdapterBuilder externalMetrics(ExternalMetricsProvider provider) {
    return externalMetrics(name, MetricRule.EVERYTHING, provider);
  }

  /**
   * Serves some external metrics from a provider; rules are tried in the order of these calls.
   *
   * @param provider its name, for logs
   * @param rule e.g. {@code MetricRule.named("queue_.*")}
   */
  public MetricsAdapterBuilder externalMetrics(
      String provider, MetricRule rule, ExternalMetricsProvider metricsProvider) {
    external.add(new AdapterPlan.External(provider, rule, metricsProvider));
    return this;
  }

  /** Serves {@code metrics.k8s.io}; a second call replaces the provider of the first. */
  public MetricsAdapterBuilder resourceMetrics(ResourceMetricsProvider provider) {
    resource = provider;
    return this;
  }

  /** Without this condition the process is restarted. */
  public MetricsAdapterBuilder live(HealthCheck check) {
    live.add(check);
    return this;
  }

  /**
   * Without this condition the adapter gets no requests, and a group without any ready adapter is
   * gone for the whole cluster: the source of the values should not be one.
   */
  public MetricsAdapterBuilder ready(HealthCheck check) {
    ready.add(check);
    return this;
  }

  /**
   * Shows more under {@code /metrics}.
   *
   * @param text in the Prometheus format; asked on every request
   */
  public MetricsAdapterBuilder metrics(Supplier<String> text) {
    metrics = text;
    return this;
  }

  /** Runs on event loops of the program around, which closes them after the adapter. */
  public MetricsAdapterBuilder on(Vertx eventLoops) {
    loops = eventLoops;
    return this;
  }

  /**
   * How long requests under way may take when the adapter is closed; 10 s unless told otherwise.
   */
  public MetricsAdapterBuilder drain(Duration longest) {
    drain = longest;
    return this;
  }

  /**
   * Takes any free port, whatever the flags say; {@link RunningAdapter#port} tells it. Only one
   * adapter on the same event loops ({@link #on}) may do so: Vert.x would make one server of them.
   */
  public MetricsAdapterBuilder onFreePort() {
    freePort = true;
    return this;
  }

  /**
   * The adapter described.
   *
   * @throws IllegalArgumentException when it has no provider
   */
  public MetricsAdapter build() {
    return new MetricsAdapter(
        new AdapterPlan(
            name,
            arguments,
            ownFlags,
            names,
            version,
            new Probes(live, ready),
            metrics,
            cluster,
            custom,
            external,
            resource,
            freePort,
            loops,
            drain));
  }
}
