package io.heapster.sinks.kind;

import io.heapster.core.pipeline.DataSink;

/** A sink that is configured and not made yet. */
@FunctionalInterface
public interface SinkFactory {

  /**
   * Makes the sink; connects to nothing.
   *
   * @throws IllegalArgumentException when a file that the configuration names cannot be used
   */
  DataSink create(SinkContext context);
}
