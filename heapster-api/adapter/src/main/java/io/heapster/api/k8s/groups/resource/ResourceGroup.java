package io.heapster.api.k8s.groups.resource;

import io.heapster.api.k8s.groups.discovery.ApiGroup;
import io.heapster.api.k8s.groups.discovery.ApiResource;
import java.util.List;

/** {@code metrics.k8s.io} in discovery. */
public record ResourceGroup() implements ApiGroup {
  static final String NAME = "metrics.k8s.io";

  /** v1beta1 is first: clients know it since ever, and take v1 where it is registered. */
  static final List<String> VERSIONS = List.of("v1beta1", "v1");

  // No "watch": what can be watched is watched by controllers that have nothing to do with metrics.
  private static final List<String> VERBS = List.of("get", "list");

  private static final List<ApiResource> RESOURCES =
      List.of(
          new ApiResource("nodes", false, "NodeMetrics", VERBS),
          new ApiResource("pods", true, "PodMetrics", VERBS));

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
    return RESOURCES;
  }

  @Override
  public List<ApiResource> placeholder() {
    return List.of();
  }
}
