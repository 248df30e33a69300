package io.heapster.core.model;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All entities of one kind at one tick: rows are entities, columns are metrics. Immutable; a
 * processor derives a new table that shares every column it does not replace.
 */
public final class EntityTable {
  /** Custom metrics beyond this many names per table are dropped, and counted by who drops them. */
  public static final int MAX_CUSTOM_METRICS = 512;

  private final EntityKind kind;
  private final Roster roster;
  private final LabelColumn labels;
  private final @Nullable Column[] columns;
  private final Map<String, CustomColumn> custom;
  private final LabeledSeries series;
  private final Column collectionStart;
  private final Column entityCreated;
  private final Column sampleTime;

  private record CustomColumn(Metric metric, Column values) {}

  private EntityTable(Builder builder) {
    this.kind = builder.kind;
    this.roster = builder.roster;
    this.labels = builder.labels;
    this.columns = builder.columns.clone();
    this.custom = new LinkedHashMap<>(builder.custom);
    this.series = builder.series;
    this.collectionStart = builder.collectionStart;
    this.entityCreated = builder.entityCreated;
    this.sampleTime = builder.sampleTime;
    if (labels.size() != roster.size()) {
      throw new IllegalArgumentException(
          kind + ": " + labels.size() + " rows of labels for " + roster.size() + " entities");
    }
  }

  public static EntityTable empty(EntityKind kind) {
    return new Builder(kind).build();
  }

  public static Builder builder(EntityKind kind) {
    return new Builder(kind);
  }

  public EntityKind kind() {
    return kind;
  }

  /** Number of rows. */
  public int size() {
    return roster.size();
  }

  public Roster roster() {
    return roster;
  }

  public EntityKey key(int row) {
    return roster.key(row);
  }

  public LabelColumn labels() {
    return labels;
  }

  public Labels labels(int row) {
    return labels.get(row);
  }

  /** The values of a plain metric; empty when no row has one. */
  public Column column(Metric metric) {
    if (metric.isCustom()) {
      CustomColumn column = custom.get(metric.name());
      return column == null ? Column.empty(metric.valueType()) : column.values();
    }
    Column column = columns[metric.index()];
    return column == null ? Column.empty(metric.valueType()) : column;
  }

  /** The plain metrics of which some row has a value: catalogue order, then custom ones. */
  public List<Metric> metrics() {
    var present = new ArrayList<Metric>();
    for (Metric metric : MetricCatalog.PLAIN) {
      if (columns[metric.index()] != null) {
        present.add(metric);
      }
    }
    custom.values().forEach(column -> present.add(column.metric()));
    return present;
  }

  /** Per-device values. */
  public LabeledSeries series() {
    return series;
  }

  /** Since when each row's counters count: epoch nanoseconds, the kubelet's clock. */
  public Column collectionStart() {
    return collectionStart;
  }

  /** When each entity was created: epoch nanoseconds, the API server's clock. */
  public Column entityCreated() {
    return entityCreated;
  }

  /** When each row was measured: epoch nanoseconds, the kubelet's clock. */
  public Column sampleTime() {
    return sampleTime;
  }

  /** A read-only view of one row. */
  public MetricSet metricSet(int row) {
    return new MetricSet(this, row);
  }

  /** Starts from this table's content. */
  public Builder toBuilder() {
    var builder = new Builder(kind);
    builder.roster = roster;
    builder.labels = labels;
    System.arraycopy(columns, 0, builder.columns, 0, columns.length);
    builder.custom.putAll(custom);
    builder.series = series;
    builder.collectionStart = collectionStart;
    builder.entityCreated = entityCreated;
    builder.sampleTime = sampleTime;
    return builder;
  }

  /** Puts a table together. Not thread-safe; may be built from more than once. */
  public static final class Builder {
    private final EntityKind kind;
    private Roster roster = Roster.EMPTY;
    private LabelColumn labels = LabelColumn.EMPTY;
    private final @Nullable Column[] columns = new @Nullable Column[MetricCatalog.PLAIN.size()];
    private final Map<String, CustomColumn> custom = new LinkedHashMap<>();
    private LabeledSeries series = LabeledSeries.EMPTY;
    private Column collectionStart = Column.empty(ValueType.INT64);
    private Column entityCreated = Column.empty(ValueType.INT64);
    private Column sampleTime = Column.empty(ValueType.INT64);

    private Builder(EntityKind kind) {
      this.kind = kind;
    }

    public Builder entities(Roster entities, LabelColumn theirLabels) {
      this.roster = entities;
      this.labels = theirLabels;
      return this;
    }

    /** Adds rows at the end; existing columns have no value there. */
    public Builder append(List<? extends EntityKey> keys, List<Labels> theirLabels) {
      return entities(roster.append(keys), labels.append(theirLabels));
    }

    /** Sets the values of a plain metric; an empty column takes them away. */
    public Builder column(Metric metric, Column values) {
      if (metric.isCustom()) {
        if (values.isEmpty()) {
          custom.remove(metric.name());
        } else {
          custom.put(metric.name(), new CustomColumn(metric, values));
        }
      } else {
        columns[metric.index()] = values.isEmpty() ? null : values;
      }
      return this;
    }

    public Builder series(LabeledSeries perDevice) {
      this.series = perDevice;
      return this;
    }

    public Builder collectionStart(Column epochNanos) {
      this.collectionStart = epochNanos;
      return this;
    }

    public Builder entityCreated(Column epochNanos) {
      this.entityCreated = epochNanos;
      return this;
    }

    public Builder sampleTime(Column epochNanos) {
      this.sampleTime = epochNanos;
      return this;
    }

    public EntityTable build() {
      return new EntityTable(this);
    }
  }
}
