package io.heapster.api.health;

import io.heapster.api.http.Answer;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import java.util.List;
import java.util.Optional;

/** The health endpoints: each runs its checks when asked. */
public final class HealthRoutes {
  private final HealthChecks checks;

  public HealthRoutes(HealthChecks checks) {
    this.checks = checks;
  }

  public List<Route> routes() {
    return List.of(
        route("/healthz", "healthz", checks.healthy()),
        route("/healthz/healthz", "healthz", checks.healthy()),
        route("/livez", "livez", checks.live()),
        route("/readyz", "readyz", checks.ready()));
  }

  private static Route route(String path, String name, List<Check> checks) {
    return Route.any(path, Route.Work.LOOKUP, request -> answer(request, name, checks));
  }

  private static Answer answer(Request request, String name, List<Check> checks) {
    var report = new StringBuilder();
    boolean passed = true;
    for (Check check : checks) {
      Optional<String> problem = check.problem().find();
      passed &= problem.isEmpty();
      report.append(problem.isEmpty() ? "[+]" : "[-]").append(check.name());
      report.append(problem.map(reason -> " failed: " + reason).orElse(" ok")).append('\n');
    }
    if (!passed) {
      return Answer.text(500, report.append(name).append(" check failed").toString());
    }
    boolean verbose = request.query().has("verbose");
    return Answer.text(200, verbose ? report + name + " check passed\n" : "ok");
  }
}
