package io.heapster.api.k8s.groups.routing;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics that a provider lists, and the last list while it fails to: discovery must be
 * answered whatever happens behind it. Thread-safe.
 *
 * @param <T> what describes a metric
 */
public final class KeptCatalog<T> {
  private static final Logger LOG = LoggerFactory.getLogger(KeptCatalog.class);

  private final String provider;
  private final Supplier<? extends Collection<T>> source;
  private volatile State<T> state = new State<>(List.of(), false);

  private record State<T>(List<T> metrics, boolean failed) {}

  /**
   * @param provider its name, for the log
   * @param source asked each time; may throw
   */
  public KeptCatalog(String provider, Supplier<? extends Collection<T>> source) {
    this.provider = provider;
    this.source = source;
  }

  /** The list of now, else the last one; empty before the first. */
  public List<T> metrics() {
    State<T> before = state;
    State<T> after = ask(before);
    state = after;
    return after.metrics();
  }

  private State<T> ask(State<T> before) {
    try {
      var now = new State<>(List.copyOf(source.get()), false);
      if (before.failed()) {
        LOG.info("provider {} lists its metrics again", provider);
      }
      return now;
    } catch (RuntimeException e) {
      if (!before.failed()) {
        LOG.warn(
            "provider {} does not list its metrics; discovery shows its last {}",
            provider,
            before.metrics().size(),
            e);
      }
      return new State<>(before.metrics(), true);
    }
  }
}
