package io.heapster.api.telemetry;

import io.heapster.core.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;

/** The daemon's own metrics in the Prometheus format. Thread-safe. */
public final class TelemetryPage {
  private final RegistryText registry;
  private final ProcessText process;

  /**
   * @param version of the daemon
   */
  public TelemetryPage(Telemetry telemetry, String version) {
    this.registry = new RegistryText(telemetry.registry());
    this.process = new ProcessText(version);
  }

  /** As it is now. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    var text = new PrometheusText();
    registry.write(text);
    process.write(text);
    return text.bytes();
  }
}
