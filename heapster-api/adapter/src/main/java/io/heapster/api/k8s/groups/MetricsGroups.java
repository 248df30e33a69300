package io.heapster.api.k8s.groups;

import io.heapster.api.http.Answer;
import io.heapster.api.k8s.groups.custom.CustomGroup;
import io.heapster.api.k8s.groups.custom.CustomMetricsEndpoint;
import io.heapster.api.k8s.groups.discovery.ApiGroup;
import io.heapster.api.k8s.groups.discovery.DiscoveryEndpoint;
import io.heapster.api.k8s.groups.external.ExternalGroup;
import io.heapster.api.k8s.groups.external.ExternalMetricsEndpoint;
import io.heapster.api.k8s.groups.freshness.FreshnessHistograms;
import io.heapster.api.k8s.groups.openapi.ApiInfo;
import io.heapster.api.k8s.groups.openapi.OpenApiEndpoint;
import io.heapster.api.k8s.groups.resource.ResourceGroup;
import io.heapster.api.k8s.groups.resource.ResourceMetricsEndpoint;
import io.heapster.api.k8s.groups.routing.ForwardedRequest;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.ResourceMapper;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.core.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The groups that providers were given for, with their discovery and OpenAPI, as one endpoint. A
 * group without a provider does not exist. Thread-safe.
 */
public final class MetricsGroups implements Endpoint {
  private final List<Endpoint> endpoints;
  private final FreshnessHistograms freshness;

  private MetricsGroups(List<Endpoint> endpoints, FreshnessHistograms freshness) {
    this.endpoints = List.copyOf(endpoints);
    this.freshness = freshness;
  }

  public static Builder builder(ApiInfo info, TimeSource time) {
    return new Builder(info, time);
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    return ForwardedRequest.answering(request.headers(), () -> first(request));
  }

  /** What {@code /metrics} shows of the groups, in the Prometheus format. */
  public String metrics() {
    return freshness.text();
  }

  private Optional<Answer> first(ApiRequest request) {
    for (Endpoint endpoint : endpoints) {
      Optional<Answer> answer = endpoint.answer(request);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /** Collects providers, at most one for a group; several become one before. Not thread-safe. */
  public static final class Builder {
    private final ApiInfo info;
    private final TimeSource time;
    private final FreshnessHistograms freshness;
    private final List<ApiGroup> groups = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();

    private Builder(ApiInfo info, TimeSource time) {
      this.info = info;
      this.time = time;
      this.freshness = new FreshnessHistograms(time);
    }

    /** Serves {@code metrics.k8s.io}. */
    public Builder resourceMetrics(ResourceMetricsProvider provider) {
      return add(new ResourceGroup(), new ResourceMetricsEndpoint(provider, time));
    }

    /**
     * Serves {@code custom.metrics.k8s.io}.
     *
     * @param mapper knows the kinds of the cluster
     */
    public Builder customMetrics(CustomMetricsProvider provider, ResourceMapper mapper) {
      ApiGroup group = new CustomGroup(provider);
      var observed = freshness.observed(group.name(), provider);
      return add(group, new CustomMetricsEndpoint(observed, mapper));
    }

    /** Serves {@code external.metrics.k8s.io}. */
    public Builder externalMetrics(ExternalMetricsProvider provider) {
      ApiGroup group = new ExternalGroup(provider);
      var observed = freshness.observed(group.name(), provider);
      return add(group, new ExternalMetricsEndpoint(observed));
    }

    private Builder add(ApiGroup group, Endpoint endpoint) {
      if (groups.stream().anyMatch(other -> other.name().equals(group.name()))) {
        throw new IllegalArgumentException(
            group.name() + " has a provider already; several are put together by routes");
      }
      groups.add(group);
      endpoints.add(endpoint);
      return this;
    }

    public MetricsGroups build() {
      var all = new ArrayList<Endpoint>(List.of(new DiscoveryEndpoint(groups)));
      all.addAll(endpoints);
      all.add(new OpenApiEndpoint(info, groups, time));
      return new MetricsGroups(all, freshness);
    }
  }
}
