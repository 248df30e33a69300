package io.heapster.api.k8s.groups.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 404, NotFound",
    "NO_METRICS, 404, NotFound",
    "BAD_REQUEST, 400, BadRequest",
    "FORBIDDEN, 403, Forbidden",
    "UNAVAILABLE, 503, ServiceUnavailable",
    "TIMEOUT, 504, Timeout"
  })
  void status_ofEachReason_isKubernetes(Reason reason, int code, String text) {
    StatusException status = Failures.status(new MetricsException(reason, "why"));
    assertThat(status.code()).isEqualTo(code);
    assertThat(status.reason()).isEqualTo(text);
    assertThat(status.text()).isEqualTo("why");
    assertThat(status.headers().containsKey("Retry-After")).isEqualTo(code == 503);
  }
}
