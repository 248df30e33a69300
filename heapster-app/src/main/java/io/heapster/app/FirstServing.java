package io.heapster.app;

import io.heapster.core.usage.UsageCoverage;
import io.heapster.core.usage.UsageStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether there has been anything to serve yet. Stays so: taking the server away when kubelets fail
 * later would take the answers away that say why. Thread-safe.
 */
final class FirstServing implements Supplier<Optional<String>> {
  private final UsageStore usage;
  private volatile boolean served;

  FirstServing(UsageStore usage) {
    this.usage = usage;
  }

  /** What is missing; empty from the first values on. */
  @Override
  public Optional<String> get() {
    if (served) {
      return Optional.empty();
    }
    UsageCoverage coverage = usage.coverage();
    served = coverage.servedNodes() + coverage.fullLaneNodes() > 0;
    return served
        ? Optional.empty()
        : Optional.of("no node has metrics yet: " + coverage.failures());
  }
}
