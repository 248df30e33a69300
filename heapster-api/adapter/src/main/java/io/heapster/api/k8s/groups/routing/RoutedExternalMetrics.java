package io.heapster.api.k8s.groups.routing;

import io.heapster.api.k8s.groups.routing.ProviderRoutes.Route;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Several providers as one: the first whose rule fits a metric answers for it, and discovery lists
 * what each would be asked for. A provider that fails to list leaves the others alone. Thread-safe.
 */
public final class RoutedExternalMetrics implements ExternalMetricsProvider {
  private final ProviderRoutes<ExternalMetricInfo, ExternalMetricsProvider> routes;

  private RoutedExternalMetrics(
      ProviderRoutes<ExternalMetricInfo, ExternalMetricsProvider> routes) {
    this.routes = routes;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return routes.metrics();
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels) {
    return routes
        .providerOf(metric)
        .orElseThrow(() -> MetricsException.metricNotFound(metric))
        .values(namespace, metric, labels);
  }

  /** Collects providers in the order in which their rules are tried. Not thread-safe. */
  public static final class Builder {
    private final List<Route<ExternalMetricInfo, ExternalMetricsProvider>> routes =
        new ArrayList<>();

    private Builder() {}

    /**
     * @param name of the provider, for the log
     */
    public Builder route(String name, MetricRule rule, ExternalMetricsProvider provider) {
      routes.add(new Route<>(rule, provider, new KeptCatalog<>(name, provider::externalMetrics)));
      return this;
    }

    public RoutedExternalMetrics build() {
      return new RoutedExternalMetrics(new ProviderRoutes<>(routes, MetricRule::matches));
    }
  }
}
