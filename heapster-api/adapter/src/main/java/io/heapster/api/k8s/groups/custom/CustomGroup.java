package io.heapster.api.k8s.groups.custom;

import io.heapster.api.k8s.groups.discovery.ApiGroup;
import io.heapster.api.k8s.groups.discovery.ApiResource;
import io.heapster.api.k8s.groups.routing.KeptCatalog;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import java.util.List;

/** {@code custom.metrics.k8s.io} in discovery: a resource for each metric of a kind of objects. */
public final class CustomGroup implements ApiGroup {
  static final String NAME = "custom.metrics.k8s.io";
  static final List<String> VERSIONS = List.of("v1beta1", "v1beta2");

  private static final String KIND = "MetricValueList";
  private static final List<String> VERBS = List.of("get");

  private final KeptCatalog<CustomMetricInfo> catalog;

  public CustomGroup(CustomMetricsProvider provider) {
    this.catalog = new KeptCatalog<>("of custom metrics", provider::customMetrics);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> versions() {
    return VERSIONS;
  }

  @Override
  public List<ApiResource> resources() {
    return catalog.metrics().stream()
        .map(metric -> new ApiResource(metric.path(), metric.namespaced(), KIND, VERBS))
        .distinct()
        .toList();
  }

  @Override
  public List<ApiResource> placeholder() {
    return List.of(new ApiResource("/custommetrics", false, KIND, VERBS));
  }
}
