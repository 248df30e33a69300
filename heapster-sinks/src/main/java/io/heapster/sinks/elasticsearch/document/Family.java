package io.heapster.sinks.elasticsearch.document;

import io.heapster.core.metric.Metric;
import java.util.Locale;

/**
 * Which metrics share a document. A metric belongs to the family that its name begins with; for
 * Heapster's own metrics that is its list of members, and ours join the family they speak of.
 */
public enum Family {
  CPU("Cpu"),
  FILESYSTEM("Filesystem"),
  MEMORY("Memory"),
  NETWORK("Network"),
  /** Everything else, one document for each value. */
  GENERAL("General");

  private final String title;
  private final String prefix = text() + "/";

  Family(String title) {
    this.title = title;
  }

  public static Family of(Metric metric) {
    for (Family family : values()) {
      if (metric.name().startsWith(family.prefix)) {
        return family;
      }
    }
    return GENERAL;
  }

  /** The word for it in names of aliases. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field that only this family's documents have. */
  public String timestampField() {
    return title + "MetricsTimestamp";
  }
}
