package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /livez} and its like, with the texts of Kubernetes: {@code ok}, or a line for each
 * check when one fails or {@code ?verbose} asks for it. {@code ?exclude=} leaves checks out; {@code
 * /livez/<check>} asks one and gives the reason.
 */
final class HealthEndpoint implements Endpoint {
  private static final Logger log = LoggerFactory.getLogger(HealthEndpoint.class);

  private final String name;
  private final List<HealthCheck> checks;

  /**
   * @param name the first segment of the path, e.g. {@code livez}
   */
  HealthEndpoint(String name, List<HealthCheck> checks) {
    this.name = name;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    List<String> segments = request.info().segments();
    if (segments.isEmpty() || !segments.getFirst().equals(name)) {
      return Optional.empty();
    }
    if (segments.size() == 1) {
      return Optional.of(all(request));
    }
    String asked = String.join("/", segments.subList(1, segments.size()));
    return checks.stream()
        .filter(check -> check.name().equals(asked))
        .findFirst()
        .map(HealthEndpoint::one);
  }

  private static Answer one(HealthCheck check) {
    return problem(check)
        .map(problem -> PlainText.of(500, "internal server error: " + problem))
        .orElseGet(() -> Answer.text(200, "ok"));
  }

  private Answer all(ApiRequest request) {
    var excluded = new TreeSet<>(request.query().all("exclude"));
    var lines = new StringBuilder();
    boolean healthy = true;
    for (HealthCheck check : checks) {
      if (excluded.remove(check.name())) {
        lines.append("[+]").append(check.name()).append(" excluded: ok\n");
        continue;
      }
      Optional<String> problem = problem(check);
      if (problem.isPresent()) {
        healthy = false;
        lines.append("[-]").append(check.name()).append(" failed: reason withheld\n");
        log.debug("{}: {} failed: {}", name, check.name(), problem.get());
      } else {
        lines.append("[+]").append(check.name()).append(" ok\n");
      }
    }
    if (!excluded.isEmpty()) {
      lines.append("warn: some health checks cannot be excluded: no matches for ");
      lines.append(String.join(", ", excluded.stream().map(ForbiddenText::quoted).toList()));
      lines.append('\n');
    }
    if (!healthy) {
      return PlainText.of(500, lines + name + " check failed");
    }
    String text = request.query().has("verbose") ? lines + name + " check passed\n" : "ok";
    return new Answer.WithHeaders(
        Answer.text(200, text), Map.of("X-Content-Type-Options", "nosniff"));
  }

  /** A check with a bug is a check that fails. */
  private static Optional<String> problem(HealthCheck check) {
    try {
      return check.problem().get();
    } catch (RuntimeException e) {
      log.error("health check {} broke", check.name(), e);
      return Optional.of("the check itself broke; the reason is in the log");
    }
  }
}
