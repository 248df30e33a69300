package io.heapster.api.k8s.groups.routing;

import io.heapster.api.k8s.groups.routing.ProviderRoutes.Route;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Several providers as one: the first whose rule fits a metric answers for it, and discovery lists
 * what each would be asked for. A provider that fails to list leaves the others alone. Thread-safe.
 */
public final class RoutedCustomMetrics implements CustomMetricsProvider {
  private final ProviderRoutes<CustomMetricInfo, CustomMetricsProvider> routes;

  private RoutedCustomMetrics(ProviderRoutes<CustomMetricInfo, CustomMetricsProvider> routes) {
    this.routes = routes;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return routes.metrics();
  }

  @Override
  public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
    return providerOf(metric).valueOf(object, metric, labels);
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
    return providerOf(metric).valuesOf(namespace, objects, metric, labels);
  }

  private CustomMetricsProvider providerOf(CustomMetricInfo metric) {
    return routes.providerOf(metric).orElseThrow(() -> MetricsException.metricNotFound(metric));
  }

  /** Collects providers in the order in which their rules are tried. Not thread-safe. */
  public static final class Builder {
    private final List<Route<CustomMetricInfo, CustomMetricsProvider>> routes = new ArrayList<>();

    private Builder() {}

    /**
     * @param name of the provider, for the log
     */
    public Builder route(String name, MetricRule rule, CustomMetricsProvider provider) {
      routes.add(new Route<>(rule, provider, new KeptCatalog<>(name, provider::customMetrics)));
      return this;
    }

    public RoutedCustomMetrics build() {
      return new RoutedCustomMetrics(new ProviderRoutes<>(routes, MetricRule::matches));
    }
  }
}
