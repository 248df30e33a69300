package io.heapster.api.k8s.groups.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Providers in the order in which their rules are tried. Thread-safe.
 *
 * @param <M> what describes a metric
 * @param <P> the kind of provider
 */
final class ProviderRoutes<M, P> {
  private final List<Route<M, P>> routes;
  private final Fit<M> fit;

  /**
   * One provider.
   *
   * @param catalog what it lists
   */
  record Route<M, P>(MetricRule rule, P provider, KeptCatalog<M> catalog) {}

  /** How a rule is asked about this kind of metrics. */
  interface Fit<M> {
    boolean fits(MetricRule rule, M metric, Supplier<? extends Collection<M>> listed);
  }

  ProviderRoutes(List<Route<M, P>> routes, Fit<M> fit) {
    this.routes = List.copyOf(routes);
    this.fit = fit;
  }

  /** What each provider lists and would be asked for. */
  Collection<M> metrics() {
    var lists = new ArrayList<Set<M>>();
    routes.forEach(route -> lists.add(new LinkedHashSet<>(route.catalog().metrics())));
    var union = new LinkedHashSet<M>();
    for (int i = 0; i < routes.size(); i++) {
      for (M metric : lists.get(i)) {
        if (indexFor(metric, lists::get) == i) {
          union.add(metric);
        }
      }
    }
    return union;
  }

  /** The first whose rule fits. */
  Optional<P> providerOf(M metric) {
    int index = indexFor(metric, i -> routes.get(i).catalog().metrics());
    return index < 0 ? Optional.empty() : Optional.of(routes.get(index).provider());
  }

  private int indexFor(M metric, IntFunction<? extends Collection<M>> lists) {
    for (int i = 0; i < routes.size(); i++) {
      int index = i;
      if (fit.fits(routes.get(i).rule(), metric, () -> lists.apply(index))) {
        return i;
      }
    }
    return -1;
  }
}
