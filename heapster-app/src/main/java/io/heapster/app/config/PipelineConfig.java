package io.heapster.app.config;

import java.time.Duration;

/**
 * The tick.
 *
 * @param metricResolution distance of two ticks; at least 5 s
 * @param scrapeTimeout limit of a tick's scrape
 */
public record PipelineConfig(Duration metricResolution, Duration scrapeTimeout, Compat compat) {

  /** Whose numbers are wanted where ours are better. */
  public enum Compat {
    NONE,
    HEAPSTER
  }

  static PipelineConfig read(Settings settings) {
    return new PipelineConfig(
        settings.duration(DaemonSettings.METRIC_RESOLUTION, Duration.ofSeconds(5)),
        settings.duration(DaemonSettings.SCRAPE_TIMEOUT, Duration.ofSeconds(1)),
        settings.choice(DaemonSettings.COMPAT, Compat.class));
  }
}
