package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import io.heapster.core.model.DataBatch;
import io.heapster.core.store.MetricStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the metric sink keeps, or the news that it is switched off. Thread-safe.
 *
 * @param store null when the metric sink is disabled
 */
public record KeptValues(@Nullable MetricStore store) {

  /**
   * The store.
   *
   * @throws ApiException 503 when there is none
   */
  public MetricStore required() {
    MetricStore kept = store;
    if (kept == null) {
      throw ApiException.unavailable(
          "the metric sink is disabled, so no values are kept to answer from;"
              + " start without --disable_metric_sink");
    }
    return kept;
  }

  /** The newest batch; none before the first tick. */
  public Optional<DataBatch> latest() {
    return required().latest();
  }
}
