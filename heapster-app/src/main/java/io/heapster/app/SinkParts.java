package io.heapster.app;

import io.heapster.app.config.HeapsterConfig;
import io.heapster.app.config.StoreConfig;
import io.heapster.core.config.ComponentUri;
import io.heapster.sinks.SinkCatalog;
import io.heapster.sinks.SinkChoice;
import io.heapster.sinks.metric.MetricSinkConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sinks' URIs and the store's settings say.
 *
 * @param store null when there is to be no in-memory store
 * @param sinks to be made, in the order given
 */
record SinkParts(@Nullable MetricSinkConfig store, List<SinkChoice.Sink> sinks) {

  SinkParts {
    sinks = List.copyOf(sinks);
  }

  /** A store named as a sink counts more than the store's own settings, as in Heapster. */
  static SinkParts read(HeapsterConfig config, Findings findings) {
    var sinks = new ArrayList<SinkChoice.Sink>();
    @Nullable MetricSinkConfig store = store(config.store(), findings);
    for (ComponentUri uri : config.sinks()) {
      switch (SinkCatalog.choose(uri)) {
        case SinkChoice.Store(MetricSinkConfig named) -> store = named;
        case SinkChoice.Sink sink -> {
          sinks.add(sink);
          findings.warnings(sink.warnings());
        }
        case SinkChoice.Invalid(List<String> problems) -> findings.problems(problems);
      }
    }
    if (config.delivery().journal() != null) {
      checkNames(sinks, findings);
    }
    return new SinkParts(store, sinks);
  }

  /** A cursor belongs to a name, which must not depend on the order of the flags. */
  private static void checkNames(List<SinkChoice.Sink> sinks, Findings findings) {
    var names = new HashSet<String>();
    var told = new HashSet<String>();
    for (SinkChoice.Sink sink : sinks) {
      if (!names.add(sink.name()) && told.add(sink.name())) {
        findings.problem(
            "--sink: two sinks are named %s; with --data-dir each needs a name of its own for what"
                    .formatted(sink.name())
                + " waits for it: write name=<name> into the options of one of them");
      }
    }
  }

  private static @Nullable MetricSinkConfig store(StoreConfig config, Findings findings) {
    if (!config.isEnabled()) {
      return null;
    }
    try {
      return new MetricSinkConfig(
          config.shortStore(), config.longStore(), config.longStoreMetrics());
    } catch (IllegalArgumentException e) {
      findings.problem(String.valueOf(e.getMessage()));
      return MetricSinkConfig.DEFAULT;
    }
  }
}
