package io.heapster.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes of a server, and what is answered where none fits. Immutable. */
public final class RouteTable {
  private final List<Route> routes;
  private final List<List<String>> roots;
  private final ApiCompat compat;

  /** A route and the parameters it takes from a path. */
  record Match(Route route, Map<String, String> parameters) {}

  /**
   * @param roots paths of services; unknown paths below them get another 404 text than elsewhere
   */
  public RouteTable(List<Route> routes, List<String> roots, ApiCompat compat) {
    this.routes = List.copyOf(routes);
    this.roots = roots.stream().map(root -> RoutePattern.parse(root).segments()).toList();
    this.compat = compat;
  }

  /** The patterns in the order of the table. */
  public List<String> patterns() {
    var patterns = new ArrayList<String>();
    for (Route route : routes) {
      patterns.add(route.pattern().text());
    }
    return patterns;
  }

  /**
   * The route of a path. An encoded slash inside a segment is taken literally where a route fits
   * that way (free containers are named by cgroup paths), which Heapster could not do.
   */
  Match match(RequestPath path) {
    if (compat == ApiCompat.DEFAULT && path.hasEncodedSlash()) {
      Optional<Match> literal = find(path.segmentsAsSent());
      if (literal.isPresent()) {
        return literal.get();
      }
    }
    List<String> segments = path.segments();
    return find(segments).orElseThrow(() -> notFound(segments));
  }

  private Optional<Match> find(List<String> segments) {
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.pattern().match(segments);
      if (parameters.isPresent()) {
        return Optional.of(new Match(route, parameters.get()));
      }
    }
    return Optional.empty();
  }

  private ApiException notFound(List<String> segments) {
    for (List<String> root : roots) {
      if (segments.size() >= root.size() && segments.subList(0, root.size()).equals(root)) {
        return ApiException.notFound("404: Page Not Found");
      }
    }
    return ApiException.notFound("404 page not found\n");
  }
}
