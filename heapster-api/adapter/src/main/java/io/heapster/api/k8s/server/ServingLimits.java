package io.heapster.api.k8s.server;

import java.time.Duration;

/**
 * What one server takes on.
 *
 * @param requestsInFlight worked on at once; more are answered 429
 * @param requestTime until the answer is complete; more ends in 504
 */
public record ServingLimits(int requestsInFlight, Duration requestTime) {
  /** Those of Kubernetes' API servers. */
  public static final ServingLimits USUAL = new ServingLimits(400, Duration.ofSeconds(60));

  public ServingLimits {
    if (requestsInFlight < 1) {
      throw new IllegalArgumentException(
          "--max-requests-inflight " + requestsInFlight + ": at least 1 is needed");
    }
    if (requestTime.toMillis() < 1) {
      throw new IllegalArgumentException(
          "--request-timeout " + requestTime + ": at least a millisecond is needed");
    }
  }
}
