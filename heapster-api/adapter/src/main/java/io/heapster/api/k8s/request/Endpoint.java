package io.heapster.api.k8s.request;

import io.heapster.api.http.Answer;
import java.util.Optional;

/** Answers requests of some paths. Thread-safe. */
public interface Endpoint {
  /**
   * Answers on a virtual thread, which is interrupted at the request's deadline.
   *
   * @return empty when the path is none of this endpoint
   * @throws StatusException for every answer that is no success
   */
  Optional<Answer> answer(ApiRequest request);
}
