package io.heapster.api.model;

import io.heapster.api.http.Answer;
import io.heapster.api.http.Route;
import io.heapster.core.model.DataBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The newest batch in full, and its schema. */
public final class ExportRoutes {
  public static final String EXPORT = "/api/v1/metric-export";
  public static final String SCHEMA = "/api/v1/metric-export-schema";

  private static final Answer DISABLED = whole("[]\n");
  private static final Answer NO_BATCH_YET = whole("null\n");

  private final KeptValues kept;
  private final boolean disabled;

  /**
   * @param disabled answers an empty export
   */
  public ExportRoutes(KeptValues kept, boolean disabled) {
    this.kept = kept;
    this.disabled = disabled;
  }

  public List<Route> routes() {
    Answer schema = ExportSchema.answer();
    return List.of(
        Route.lookup(EXPORT, request -> export()), Route.lookup(SCHEMA, request -> schema));
  }

  private Answer export() {
    if (disabled) {
      return DISABLED;
    }
    Optional<DataBatch> batch = kept.latest();
    return batch.isEmpty()
        ? NO_BATCH_YET
        : new Answer.Streamed(Answer.JSON, out -> new ExportEncoder(batch.get(), out));
  }

  private static Answer whole(String body) {
    return new Answer.Whole(200, Answer.JSON, body.getBytes(StandardCharsets.US_ASCII));
  }
}
