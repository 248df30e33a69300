package io.heapster.api.telemetry;

import io.heapster.api.http.Answer;
import io.heapster.api.http.Route;
import io.heapster.core.telemetry.Telemetry;
import java.util.List;

/** The page that a Prometheus server scrapes. */
public final class TelemetryRoutes {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final TelemetryPage page;

  /**
   * @param version of the daemon
   */
  public TelemetryRoutes(Telemetry telemetry, String version) {
    this.page = new TelemetryPage(telemetry, version);
  }

  public List<Route> routes() {
    return List.of(
        Route.any(
            "/metrics",
            Route.Work.SCAN,
            request -> new Answer.Whole(200, CONTENT_TYPE, page.bytes())));
  }
}
