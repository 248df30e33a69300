package io.heapster.api.k8s.groups.external;

import io.heapster.api.k8s.groups.discovery.ApiGroup;
import io.heapster.api.k8s.groups.discovery.ApiResource;
import io.heapster.api.k8s.groups.routing.KeptCatalog;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricsProvider;
import java.util.List;

/** {@code external.metrics.k8s.io} in discovery: a resource for each metric. */
public final class ExternalGroup implements ApiGroup {
  static final String NAME = "external.metrics.k8s.io";
  static final List<String> VERSIONS = List.of("v1beta1");

  private final KeptCatalog<ExternalMetricInfo> catalog;

  public ExternalGroup(ExternalMetricsProvider provider) {
    this.catalog = new KeptCatalog<>("of external metrics", provider::externalMetrics);
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
    return catalog.metrics().stream().map(metric -> resource(metric.metric())).distinct().toList();
  }

  @Override
  public List<ApiResource> placeholder() {
    return List.of(resource("externalmetrics"));
  }

  private static ApiResource resource(String name) {
    return new ApiResource(name, true, "ExternalMetricValueList", List.of("get"));
  }
}
