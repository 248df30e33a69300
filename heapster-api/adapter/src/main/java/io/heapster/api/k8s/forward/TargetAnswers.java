package io.heapster.api.k8s.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.heapster.api.k8s.forward.ForwardCounters.Outcome;
import io.heapster.api.k8s.groups.routing.ForwardedRequest;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Answers of a target as documents, and its failures as those of a provider. What the other server
 * says of a failure reaches the caller; what it says besides does not. Thread-safe.
 *
 * @param group whose metrics are asked for
 */
record TargetAnswers(
    TargetClient client, ForwardTarget target, String group, ForwardCounters counters) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MESSAGE = 300;

  /**
   * Asks, unless another adapter asks through this one already, and counts the outcome.
   *
   * @param loop what is told then
   */
  <T> T forward(Supplier<T> asking, MetricsException loop) {
    if (ForwardedRequest.isCurrent()) {
      counters.count(target, group, Outcome.LOOP);
      throw loop;
    }
    try {
      T answer = asking.get();
      counters.count(target, group, Outcome.OK);
      return answer;
    } catch (MetricsException e) {
      counters.count(target, group, outcome(e.reason()));
      throw e;
    }
  }

  private static Outcome outcome(Reason reason) {
    return switch (reason) {
      case NOT_FOUND, NO_METRICS -> Outcome.NOT_FOUND;
      case BAD_REQUEST -> Outcome.BAD_REQUEST;
      case FORBIDDEN -> Outcome.REFUSED;
      case UNAVAILABLE -> Outcome.UNAVAILABLE;
      case TIMEOUT -> Outcome.TIMEOUT;
    };
  }

  /**
   * The document at a path.
   *
   * @param kind that it must have
   * @throws MetricsException for everything else
   */
  JsonNode document(String pathAndQuery, String kind) {
    TargetClient.Reply reply = client.get(pathAndQuery);
    JsonNode body = tree(reply.body());
    if (reply.status() != 200) {
      throw failure(reply.status(), body);
    }
    if (!body.path("kind").asText().equals(kind)) {
      throw garbage("something else than a " + kind);
    }
    return body;
  }

  /** What is told of an answer that cannot be used. */
  MetricsException garbage(String what) {
    return new MetricsException(
        Reason.UNAVAILABLE, "%s answered %s".formatted(target.label(), shortened(what)));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private MetricsException failure(int status, JsonNode body) {
    boolean told = body.path("kind").asText().equals("Status");
    String message = told ? shortened(body.path("message").asText()) : "";
    Reason reason =
        switch (status) {
          case 400, 422 -> Reason.BAD_REQUEST;
          case 401, 403 -> Reason.FORBIDDEN;
          case 404 -> Reason.NOT_FOUND;
          case 408, 504 -> Reason.TIMEOUT;
          default -> Reason.UNAVAILABLE;
        };
    boolean ofTheMetric = reason == Reason.NOT_FOUND || reason == Reason.BAD_REQUEST;
    return new MetricsException(
        reason,
        ofTheMetric && !message.isEmpty()
            ? message
            : "%s answered with status %d%s%s"
                .formatted(target.label(), status, hint(status), tail(message)));
  }

  private static String hint(int status) {
    if (status == 401) {
      return " (it does not accept this server's token or certificate)";
    }
    return status / 100 == 3 ? " (redirects are not followed)" : "";
  }

  private static String tail(String message) {
    return message.isEmpty() ? "" : ": " + message;
  }

  private static String shortened(String message) {
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE) + "..."
        : message;
  }
}
