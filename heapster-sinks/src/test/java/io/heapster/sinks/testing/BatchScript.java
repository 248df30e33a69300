package io.heapster.sinks.testing;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch written down entity by entity; rows come in the order of first mention. */
public final class BatchScript {
  private final Instant timestamp;
  private final Map<EntityKey, Row> rows = new LinkedHashMap<>();

  private record DeviceValue(Labels device, Metric metric, long bits) {}

  private static final class Row {
    Labels labels = Labels.EMPTY;
    final Map<Metric, Number> values = new LinkedHashMap<>();
    final List<DeviceValue> devices = new ArrayList<>();
    Instant sampled = Instant.MIN;
    Instant started = Instant.MIN;
  }

  private BatchScript(Instant timestamp) {
    this.timestamp = timestamp;
  }

  public static BatchScript at(Instant timestamp) {
    return new BatchScript(timestamp);
  }

  public BatchScript entity(EntityKey key, Map<String, String> labels) {
    row(key).labels = Labels.of(labels);
    return this;
  }

  public BatchScript value(EntityKey key, Metric metric, Number value) {
    row(key).values.put(metric, value);
    return this;
  }

  public BatchScript device(EntityKey key, Labels device, Metric metric, long value) {
    row(key).devices.add(new DeviceValue(device, metric, value));
    return this;
  }

  public BatchScript times(EntityKey key, Instant started, Instant sampled) {
    row(key).started = started;
    row(key).sampled = sampled;
    return this;
  }

  public DataBatch build() {
    var builder = new DataBatchBuilder(timestamp);
    for (EntityKind kind : EntityKind.values()) {
      builder.table(table(kind));
    }
    int pods = keys(EntityKind.POD).size();
    return builder
        .podOfContainer(unowned(keys(EntityKind.POD_CONTAINER).size()))
        .namespaceOfPod(unowned(pods))
        .nodeOfPod(unowned(pods))
        .build();
  }

  private EntityTable table(EntityKind kind) {
    List<EntityKey> keys = keys(kind);
    List<Row> ofKind = keys.stream().map(this::row).toList();
    EntityTable.Builder table =
        EntityTable.builder(kind)
            .entities(
                Roster.of(keys), LabelColumn.of(ofKind.stream().map(row -> row.labels).toList()));
    ofKind.stream()
        .flatMap(row -> row.values.keySet().stream())
        .distinct()
        .forEach(metric -> table.column(metric, column(metric, ofKind)));
    return table
        .series(series(ofKind))
        .sampleTime(times(ofKind.stream().map(row -> row.sampled).toList()))
        .collectionStart(times(ofKind.stream().map(row -> row.started).toList()))
        .build();
  }

  private static Column column(Metric metric, List<Row> rows) {
    Column.Builder column = Column.builder(metric.valueType(), rows.size());
    for (int at = 0; at < rows.size(); at++) {
      Number value = rows.get(at).values.get(metric);
      if (value != null && metric.valueType() == ValueType.DOUBLE) {
        column.set(at, value.doubleValue());
      } else if (value != null) {
        column.set(at, value.longValue());
      }
    }
    return column.build();
  }

  private static Column times(List<Instant> instants) {
    Column.Builder column = Column.builder(ValueType.INT64, instants.size());
    for (int at = 0; at < instants.size(); at++) {
      Instant instant = instants.get(at);
      if (!instant.equals(Instant.MIN)) {
        column.set(at, instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
      }
    }
    return column.build();
  }

  private static LabeledSeries series(List<Row> rows) {
    int size = rows.stream().mapToInt(row -> row.devices.size()).sum();
    var series = new LabeledSeries.Builder(rows.size(), size);
    for (int at = 0; at < rows.size(); at++) {
      for (DeviceValue value : rows.get(at).devices) {
        series.setBits(value.metric, series.start(at, value.device), value.bits);
      }
    }
    return series.build(LabeledSeries.EMPTY);
  }

  private List<EntityKey> keys(EntityKind kind) {
    return rows.keySet().stream().filter(key -> key.kind() == kind).toList();
  }

  private Row row(EntityKey key) {
    return rows.computeIfAbsent(key, _ -> new Row());
  }

  private static Owners unowned(int size) {
    int[] none = new int[size];
    Arrays.fill(none, Owners.NONE);
    return Owners.of(none);
  }
}
