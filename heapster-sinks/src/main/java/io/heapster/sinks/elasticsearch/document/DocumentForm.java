package io.heapster.sinks.elasticsearch.document;

/** What shares a document. */
public enum DocumentForm {
  /** Heapster's documents: one a {@link Family}, one for each value of the general family. */
  FAMILIES,
  /**
   * All values of an entity or a device. User-defined metrics stay apart, one document each: their
   * names are without bound, and an index has 1,000 fields at the most.
   */
  WIDE
}
