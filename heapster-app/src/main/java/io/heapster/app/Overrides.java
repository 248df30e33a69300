package io.heapster.app;

import io.heapster.core.pipeline.BatchReceiver;
import io.heapster.core.time.TimeSource;
import java.util.List;
import java.util.Map;

/**
 * What the process gives a daemon, and tests give otherwise.
 *
 * @param observers are handed each finished batch, after the store and before the sinks
 */
record Overrides(
    TimeSource time, Ticks ticks, List<BatchReceiver> observers, Map<String, String> environment) {

  /** Who begins a tick. */
  enum Ticks {
    /** The clock, once the inventory is synced. */
    BY_THE_CLOCK,
    /** Only the caller, by {@link Daemon#manager()}. */
    BY_HAND
  }

  Overrides {
    observers = List.copyOf(observers);
    environment = Map.copyOf(environment);
  }

  /** The machine's clock and the process' environment. */
  static Overrides none(Map<String, String> environment) {
    return new Overrides(TimeSource.system(), Ticks.BY_THE_CLOCK, List.of(), environment);
  }

  Overrides withObserver(BatchReceiver observer) {
    return new Overrides(time, ticks, List.of(observer), environment);
  }
}
