package io.heapster.sinks.kind;

import io.heapster.core.config.Options;

/** A kind of sink: what its users may set. */
@FunctionalInterface
public interface SinkKind {

  /**
   * Reads the kind's options, all of them, whatever is wrong; problems and warnings are left in
   * {@code options}. Connects to nothing.
   *
   * @param base the URI without its query; may be empty
   */
  SinkFactory configure(String base, Options options);
}
