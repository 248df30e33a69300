package io.heapster.core.model;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The per-device values of one table: each row owns a run of series, each series has labels of its
 * own (the device) and a value, or none, per labelled metric. Immutable.
 */
public final class LabeledSeries {
  public static final LabeledSeries EMPTY =
      new LabeledSeries(
          new int[1], new Labels[0], new @Nullable Column[MetricCatalog.LABELED.size()]);

  private final int[] firstOfRow;
  private final Labels[] labels;
  private final @Nullable Column[] columns;

  private LabeledSeries(int[] firstOfRow, Labels[] labels, @Nullable Column[] columns) {
    this.firstOfRow = firstOfRow;
    this.labels = labels;
    this.columns = columns;
  }

  public int size() {
    return labels.length;
  }

  public boolean isEmpty() {
    return labels.length == 0;
  }

  /** The first series of a row; equal to {@link #end} when the row has none. */
  public int first(int row) {
    return firstOfRow[Math.min(row, firstOfRow.length - 1)];
  }

  /** One past the last series of a row. */
  public int end(int row) {
    return firstOfRow[Math.min(row + 1, firstOfRow.length - 1)];
  }

  public Labels labels(int series) {
    return labels[series];
  }

  /** The values of a labelled metric by series; empty when no series has one. */
  public Column column(Metric metric) {
    Column column = columns[metric.index()];
    return column == null ? Column.empty(metric.valueType()) : column;
  }

  /** The labelled metrics of which some series has a value, in catalogue order. */
  public List<Metric> metrics() {
    var present = new ArrayList<Metric>();
    for (Metric metric : MetricCatalog.LABELED) {
      if (columns[metric.index()] != null) {
        present.add(metric);
      }
    }
    return present;
  }

  /** A copy in which the metric has the given values. */
  public LabeledSeries with(Metric metric, Column values) {
    @Nullable Column[] all = columns.clone();
    all[metric.index()] = values.isEmpty() ? null : values;
    return new LabeledSeries(firstOfRow, labels, all);
  }

  /** The same series without any value; for who keeps the shape, but not a tick's columns. */
  public LabeledSeries withoutValues() {
    return new LabeledSeries(firstOfRow, labels, new @Nullable Column[columns.length]);
  }

  /** Whether each row has as many series as in {@code other}, with equal labels. */
  public boolean sameShape(LabeledSeries other) {
    return (firstOfRow == other.firstOfRow || Arrays.equals(firstOfRow, other.firstOfRow))
        && (labels == other.labels || Arrays.equals(labels, other.labels));
  }

  /** Collects series row by row, in row order. Not thread-safe; used up by {@link #build}. */
  public static final class Builder {
    private final int[] firstOfRow;
    private final Labels[] labels;
    private final Column.@Nullable Builder[] builders =
        new Column.@Nullable Builder[MetricCatalog.LABELED.size()];
    private int series;

    /**
     * @param rows of the table
     * @param series of all rows together
     */
    public Builder(int rows, int series) {
      this.firstOfRow = new int[rows + 1];
      this.labels = new Labels[series];
    }

    /** Begins the next series of a row; rows must come in ascending order. */
    public int start(int row, Labels deviceLabels) {
      labels[series] = deviceLabels;
      firstOfRow[row + 1]++;
      return series++;
    }

    /** Sets a value of a series, as the bits of the metric's type. */
    public void setBits(Metric metric, int at, long bits) {
      Column.Builder builder = builders[metric.index()];
      if (builder == null) {
        builder = Column.builder(metric.valueType(), labels.length);
        builders[metric.index()] = builder;
      }
      builder.setBits(at, bits);
    }

    /**
     * The finished series.
     *
     * @param previous the same table's series a tick ago, whose labels are kept where equal
     */
    public LabeledSeries build(LabeledSeries previous) {
      if (series != labels.length) {
        throw new IllegalStateException(series + " series started of " + labels.length);
      }
      for (int row = 1; row < firstOfRow.length; row++) {
        firstOfRow[row] += firstOfRow[row - 1];
      }
      @Nullable Column[] columns = new @Nullable Column[builders.length];
      for (int i = 0; i < builders.length; i++) {
        Column.Builder builder = builders[i];
        columns[i] = builder == null ? null : builder.build();
      }
      boolean unchanged =
          Arrays.equals(firstOfRow, previous.firstOfRow) && Arrays.equals(labels, previous.labels);
      return unchanged
          ? new LabeledSeries(previous.firstOfRow, previous.labels, columns)
          : new LabeledSeries(firstOfRow, labels, columns);
    }
  }
}
