package io.heapster.app;

import io.heapster.app.config.HeapsterConfig;

/** The parts of a configuration that URIs name, each read into its owner's record. */
record Parts(SourceParts source, SinkParts sinks, HistoryParts history) {

  /** Reads all of them; what is wrong is left in the findings, with defaults in its place. */
  static Parts read(HeapsterConfig config, Findings findings) {
    return new Parts(
        SourceParts.read(config.source(), findings),
        SinkParts.read(config, findings),
        HistoryParts.read(config, findings));
  }

  /**
   * Reads a configuration that was checked before.
   *
   * @throws IllegalArgumentException naming everything that is wrong with it all the same
   */
  static Parts of(HeapsterConfig config) {
    var findings = new Findings();
    Parts parts = read(config, findings);
    if (!findings.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", findings.problems()));
    }
    return parts;
  }
}
