package io.heapster.sinks.elasticsearch.document;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.sinks.json.JsonBytes;
import java.util.List;

/**
 * The columns of one table whose values make documents of one kind.
 *
 * @param entries by name of metric, as a document lists them
 */
record DocumentLayout(Kind kind, List<Entry> entries) {

  /** Whether values share a document. */
  enum Packing {
    TOGETHER,
    ONE_BY_ONE
  }

  /**
   * Documents about the same, of one batch.
   *
   * @param name what they are about, in quotes; of no use where they hold one value
   * @param head how each begins
   */
  record Kind(byte[] name, byte[] head, Packing packing) {}

  /**
   * One metric.
   *
   * @param name with its quotes
   * @param field the name and all up to the value
   */
  record Entry(byte[] name, byte[] field, Column values) {
    static Entry of(Metric metric, Column values) {
      var json = new JsonBytes().quoted(metric.name());
      byte[] name = json.copy();
      return new Entry(name, json.raw(":{\"value\":").copy(), values);
    }
  }

  DocumentLayout {
    entries = List.copyOf(entries);
  }
}
