package io.heapster.api.k8s.groups.query;

import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.k8s.request.StatusException.Details;
import io.heapster.api.provider.MetricsException;
import java.util.List;
import java.util.Map;

/** Failures of providers as answers; the message is the provider's. */
public final class Failures {
  private static final int COME_AGAIN_SECONDS = 1;

  private Failures() {}

  public static StatusException status(MetricsException failure) {
    return status(failure, Details.NONE);
  }

  /**
   * @param details what a failure says of the thing asked for, where that is what is missing
   */
  public static StatusException status(MetricsException failure, Details details) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure.reason()) {
      case NOT_FOUND, NO_METRICS -> new StatusException(404, "NotFound", message, details);
      case BAD_REQUEST -> StatusException.badRequest(message);
      case FORBIDDEN -> new StatusException(403, "Forbidden", message, Details.NONE);
      case UNAVAILABLE ->
          new StatusException(
              503,
              "ServiceUnavailable",
              message,
              new Details(true, "", "", "", COME_AGAIN_SECONDS, List.of()),
              Map.of("Retry-After", Integer.toString(COME_AGAIN_SECONDS)));
      case TIMEOUT -> new StatusException(504, "Timeout", message, Details.NONE);
    };
  }
}
