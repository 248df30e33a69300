package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.sources.kubelet.sample.NodeSample.CustomValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The user-defined columns of one table, at most {@link EntityTable#MAX_CUSTOM_METRICS}; where two
 * entities disagree about a metric's kind, the first one is believed. A column is as long as the
 * table however few rows have the metric, so values are kept in pairs with their rows until the
 * columns are built, one after the other, and no node may name more than {@value
 * #MOST_NAMES_OF_NODE}.
 */
final class CustomFill {
  /** Above what cAdvisor passes on of one container, which is 100 names. */
  static final int MOST_NAMES_OF_NODE = 128;

  private final int rows;
  private final Drops drops;
  private final Map<String, Pairs> byName = new LinkedHashMap<>();
  private final Set<String> namesOfNode = new HashSet<>();

  CustomFill(int rows, Drops drops) {
    this.rows = rows;
    this.drops = drops;
  }

  /** Begins the values of the next node. */
  void beginNode() {
    namesOfNode.clear();
  }

  void set(int row, CustomValue value) {
    if (!isAdmitted(value.name())) {
      drops.customOverflow();
      return;
    }
    byName
        .computeIfAbsent(value.name(), name -> new Pairs(Metric.custom(name, value.kind())))
        .add(row, value.value());
  }

  void addTo(EntityTable.Builder table) {
    byName.values().forEach(pairs -> table.column(pairs.metric, pairs.column(rows)));
  }

  private boolean isAdmitted(String name) {
    boolean known = byName.containsKey(name);
    if (!known && byName.size() == EntityTable.MAX_CUSTOM_METRICS) {
      return false;
    }
    if (namesOfNode.contains(name)) {
      return true;
    }
    return namesOfNode.size() < MOST_NAMES_OF_NODE && namesOfNode.add(name);
  }

  /** The values of one metric in the order they came; of two at one row the later counts. */
  private static final class Pairs {
    private final Metric metric;
    private int[] rows = new int[4];
    private double[] values = new double[4];
    private int size;

    private Pairs(Metric metric) {
      this.metric = metric;
    }

    private void add(int row, double value) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      rows[size] = row;
      values[size++] = value;
    }

    private Column column(int tableRows) {
      Column.Builder column = Column.builder(ValueType.DOUBLE, tableRows);
      for (int at = 0; at < size; at++) {
        column.set(rows[at], values[at]);
      }
      return column.build();
    }
  }
}
