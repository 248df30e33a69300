package io.heapster.api.k8s.server;

import io.heapster.api.k8s.request.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of health, in the order they are shown.
 *
 * @param live without which the process is restarted
 * @param ready without which it gets no requests: an API group all of whose servers are unready
 *     blocks clients and the deletion of namespaces, so keep these few
 */
public record Probes(List<HealthCheck> live, List<HealthCheck> ready) {
  /** Healthy as long as it answers. */
  public static final Probes PING_ONLY = new Probes(List.of(), List.of());

  public Probes {
    live = List.copyOf(live);
    ready = List.copyOf(ready);
  }

  /**
   * {@code /healthz}, {@code /livez} and {@code /readyz}.
   *
   * @param shutdown fails while the server drains
   */
  List<Endpoint> endpoints(HealthCheck shutdown) {
    var alive = new ArrayList<>(List.of(HealthCheck.PING));
    alive.addAll(live);
    var usable = new ArrayList<>(List.of(HealthCheck.PING));
    usable.addAll(ready);
    usable.add(shutdown);
    return List.of(
        new HealthEndpoint("healthz", alive),
        new HealthEndpoint("livez", alive),
        new HealthEndpoint("readyz", usable));
  }
}
