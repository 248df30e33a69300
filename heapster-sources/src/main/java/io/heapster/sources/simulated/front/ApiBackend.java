package io.heapster.sources.simulated.front;

import java.util.List;

/**
 * An API server behind the aggregation layer: what a Service and its APIServices say.
 *
 * @param port on 127.0.0.1, HTTPS
 * @param host that its certificate must name, e.g. {@code heapster-metrics.kube-system.svc}
 * @param authority that its certificate must be signed by, PEM; empty for no verification
 * @param groupVersions e.g. {@code metrics.k8s.io/v1beta1}, in the order of preference
 */
public record ApiBackend(int port, String host, String authority, List<String> groupVersions) {

  public ApiBackend {
    groupVersions = List.copyOf(groupVersions);
  }
}
