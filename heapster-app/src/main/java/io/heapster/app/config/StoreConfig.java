package io.heapster.app.config;

import java.time.Duration;
import java.util.List;

/**
 * The in-memory store.
 *
 * @param isEnabled without it the API answers about the daemon only
 * @param shortStore how long whole batches are kept
 * @param longStore how long the chosen metrics are kept
 * @param longStoreMetrics names such as {@code cpu/usage_rate}
 */
public record StoreConfig(
    boolean isEnabled, Duration shortStore, Duration longStore, List<String> longStoreMetrics) {

  public StoreConfig {
    longStoreMetrics = List.copyOf(longStoreMetrics);
  }

  static StoreConfig read(Settings settings) {
    var least = Duration.ofSeconds(1);
    return new StoreConfig(
        !settings.flag(DaemonSettings.DISABLE_METRIC_SINK),
        settings.duration(DaemonSettings.SHORT_STORE, least),
        settings.duration(DaemonSettings.LONG_STORE, least),
        settings.list(DaemonSettings.LONG_STORE_METRICS));
  }
}
