package io.heapster.api.k8s.groups.routing;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Several providers as one: the first whose rule fits a metric answers for it, and discovery lists
 * what each would be asked for. A provider that fails to list leaves the others alone. Thread-safe.
 */
public final class RoutedExternalMetrics implements ExternalMetricsProvider {
  private final List<Route> routes;

  private record Route(
      MetricRule rule, ExternalMetricsProvider provider, KeptCatalog<ExternalMetricInfo> catalog) {}

  private RoutedExternalMetrics(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    List<Set<ExternalMetricInfo>> lists =
        routes.stream()
            .<Set<ExternalMetricInfo>>map(route -> new LinkedHashSet<>(route.catalog().metrics()))
            .toList();
    var union = new LinkedHashSet<ExternalMetricInfo>();
    for (int i = 0; i < routes.size(); i++) {
      for (ExternalMetricInfo metric : lists.get(i)) {
        if (indexFor(metric, lists::get) == i) {
          union.add(metric);
        }
      }
    }
    return union;
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels) {
    int index = indexFor(metric, i -> routes.get(i).catalog().metrics());
    if (index < 0) {
      throw MetricsException.metricNotFound(metric);
    }
    return routes.get(index).provider().values(namespace, metric, labels);
  }

  private int indexFor(
      ExternalMetricInfo metric, IntFunction<? extends Collection<ExternalMetricInfo>> lists) {
    for (int i = 0; i < routes.size(); i++) {
      int index = i;
      if (routes.get(i).rule().matches(metric, () -> lists.apply(index))) {
        return i;
      }
    }
    return -1;
  }

  /** Collects providers in the order in which their rules are tried. Not thread-safe. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();

    private Builder() {}

    /**
     * @param name of the provider, for the log
     */
    public Builder route(String name, MetricRule rule, ExternalMetricsProvider provider) {
      routes.add(new Route(rule, provider, new KeptCatalog<>(name, provider::externalMetrics)));
      return this;
    }

    public RoutedExternalMetrics build() {
      return new RoutedExternalMetrics(routes);
    }
  }
}
