package io.heapster.api.telemetry;

import io.heapster.api.http.Answer;
import io.heapster.api.http.Route;
import io.heapster.core.telemetry.Telemetry;
import java.util.List;

/** The page that a Prometheus server scrapes. */
public final class TelemetryRoutes {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final RegistryText registry;
  private final ProcessText process;

  /**
   * @param version of the daemon
   */
  public TelemetryRoutes(Telemetry telemetry, String version) {
    this.registry = new RegistryText(telemetry.registry());
    this.process = new ProcessText(version);
  }

  public List<Route> routes() {
    return List.of(Route.any("/metrics", Route.Work.SCAN, request -> page()));
  }

  private Answer page() {
    var text = new PrometheusText();
    registry.write(text);
    process.write(text);
    return new Answer.Whole(200, CONTENT_TYPE, text.bytes());
  }
}
