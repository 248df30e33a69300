package io.heapster.api.k8s.server;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One condition of health.
 *
 * @param name for operators, e.g. {@code metric-storage-ready}; no slash at either end
 * @param problem what is wrong, empty when nothing is; answers at once, from memory, on any thread.
 *     Probes that show nothing are not told the text
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {
  /** Always holds: whoever answers lives. */
  public static final HealthCheck PING = new HealthCheck("ping", Optional::empty);

  public HealthCheck {
    if (name.isEmpty() || name.startsWith("/") || name.endsWith("/")) {
      throw new IllegalArgumentException("health check \"" + name + "\": not a usable name");
    }
  }
}
