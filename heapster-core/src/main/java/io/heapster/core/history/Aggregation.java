package io.heapster.core.history;

/** What many values become one by. */
public enum Aggregation {
  AVERAGE,
  MAX,
  MIN,
  /** The middle value, or the mean of the two middle ones. */
  MEDIAN,
  COUNT,
  /** Of the percentiles: the smallest stored value that so many percent do not exceed. */
  PERCENTILE_50,
  PERCENTILE_95,
  PERCENTILE_99
}
