package io.heapster.core.metric;

import java.util.Set;

/**
 * A thing that is measured. Standard metrics come from {@link MetricCatalog} and own a fixed column
 * number; custom metrics ({@code custom/*}) are made on the fly and have none.
 *
 * @param index column number within its table, dense from 0, plain and labelled metrics counted
 *     apart; {@link #NO_INDEX} for custom metrics
 * @param labeled whether values come per device, with labels of their own
 * @param unit of every value
 * @param help one sentence for people and for the export schema
 * @param origin who defined the name
 * @param carriers kinds of entities which may have it; empty for custom metrics (any kind)
 */
public record Metric(
    int index,
    String name,
    boolean labeled,
    MetricKind kind,
    ValueType valueType,
    MetricUnit unit,
    String help,
    Origin origin,
    Set<EntityKind> carriers) {

  /** Column number of a metric that has none of its own. */
  public static final int NO_INDEX = -1;

  /** Prefix of the names of custom metrics. */
  public static final String CUSTOM_PREFIX = "custom/";

  /** Who defined a metric's name and meaning. */
  public enum Origin {
    /** Heapster 1.5: name, type and meaning are frozen. */
    HEAPSTER,
    /** This daemon, in Heapster's style. */
    OURS,
    /** The user's application. */
    CUSTOM
  }

  public Metric {
    carriers = Set.copyOf(carriers);
  }

  /**
   * A user-defined metric; always a double, as Heapster read them.
   *
   * @param name as the application named it, without the prefix
   */
  public static Metric custom(String name, MetricKind kind) {
    return new Metric(
        NO_INDEX,
        CUSTOM_PREFIX + name,
        false,
        kind,
        ValueType.DOUBLE,
        MetricUnit.COUNT,
        "User-defined metric",
        Origin.CUSTOM,
        Set.of());
  }

  public boolean isCustom() {
    return index == NO_INDEX;
  }

  public boolean isCumulative() {
    return kind == MetricKind.CUMULATIVE;
  }

  @Override
  public String toString() {
    return name;
  }
}
