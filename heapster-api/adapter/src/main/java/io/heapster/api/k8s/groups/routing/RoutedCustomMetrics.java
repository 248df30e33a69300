package io.heapster.api.k8s.groups.routing;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
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
public final class RoutedCustomMetrics implements CustomMetricsProvider {
  private final List<Route> routes;

  private record Route(
      MetricRule rule, CustomMetricsProvider provider, KeptCatalog<CustomMetricInfo> catalog) {}

  private RoutedCustomMetrics(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    List<Set<CustomMetricInfo>> lists =
        routes.stream()
            .<Set<CustomMetricInfo>>map(route -> new LinkedHashSet<>(route.catalog().metrics()))
            .toList();
    var union = new LinkedHashSet<CustomMetricInfo>();
    for (int i = 0; i < routes.size(); i++) {
      for (CustomMetricInfo metric : lists.get(i)) {
        if (indexFor(metric, lists::get) == i) {
          union.add(metric);
        }
      }
    }
    return union;
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
    int index = indexFor(metric, i -> routes.get(i).catalog().metrics());
    if (index < 0) {
      throw MetricsException.metricNotFound(metric);
    }
    return routes.get(index).provider();
  }

  private int indexFor(
      CustomMetricInfo metric, IntFunction<? extends Collection<CustomMetricInfo>> lists) {
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
    public Builder route(String name, MetricRule rule, CustomMetricsProvider provider) {
      routes.add(new Route(rule, provider, new KeptCatalog<>(name, provider::customMetrics)));
      return this;
    }

    public RoutedCustomMetrics build() {
      return new RoutedCustomMetrics(routes);
    }
  }
}
