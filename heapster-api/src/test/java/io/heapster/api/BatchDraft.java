package io.heapster.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts batches together entity by entity, for tests. */
final class BatchDraft {
  private final Instant timestamp;
  private final Map<EntityKind, List<Entity>> entities = new EnumMap<>(EntityKind.class);

  /** One entity under construction; values are longs and doubles. */
  static final class Entity {
    private final EntityKey key;
    private final Map<String, String> labels;
    private final Map<Metric, Number> metrics = new LinkedHashMap<>();
    private final Map<Labels, Map<Metric, Long>> devices = new LinkedHashMap<>();
    private Instant collectionStart = Instant.EPOCH;
    private Instant sampled = Instant.EPOCH;

    private Entity(EntityKey key, Map<String, String> labels) {
      this.key = key;
      this.labels = labels;
    }

    Entity value(Metric metric, Number value) {
      metrics.put(metric, value);
      return this;
    }

    Entity device(Map<String, String> deviceLabels, Metric metric, long value) {
      devices
          .computeIfAbsent(Labels.of(deviceLabels), each -> new LinkedHashMap<>())
          .put(metric, value);
      return this;
    }

    Entity started(Instant instant) {
      collectionStart = instant;
      return this;
    }

    Entity sampled(Instant instant) {
      sampled = instant;
      return this;
    }
  }

  BatchDraft(Instant timestamp) {
    this.timestamp = timestamp;
  }

  Entity add(EntityKey key, Map<String, String> labels) {
    var entity = new Entity(key, labels);
    entities.computeIfAbsent(key.kind(), kind -> new ArrayList<>()).add(entity);
    return entity;
  }

  DataBatch build() {
    var builder = new DataBatchBuilder(timestamp);
    entities.forEach((kind, rows) -> builder.table(table(kind, rows)));
    return builder
        .podOfContainer(owners(EntityKind.POD_CONTAINER, EntityKind.POD))
        .namespaceOfPod(owners(EntityKind.POD, EntityKind.NAMESPACE))
        .nodeOfPod(owners(EntityKind.POD, EntityKind.NODE))
        .build();
  }

  /** Who of the owners' kind is in the draft; a pod's node is told by its label. */
  private Owners owners(EntityKind kind, EntityKind owners) {
    var rowOfOwner = new HashMap<EntityKey, Integer>();
    for (Entity owner : entities.getOrDefault(owners, List.of())) {
      rowOfOwner.put(owner.key, rowOfOwner.size());
    }
    List<Entity> owned = entities.getOrDefault(kind, List.of());
    int[] rows = new int[owned.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = rowOfOwner.getOrDefault(owner(owned.get(row), owners), Owners.NONE);
    }
    return Owners.of(rows);
  }

  private static EntityKey owner(Entity owned, EntityKind owners) {
    return switch (owned.key) {
      case EntityKey.PodContainer(EntityKey.Pod pod, _) -> pod;
      case EntityKey.Pod pod when owners == EntityKind.NAMESPACE ->
          new EntityKey.Namespace(pod.namespace());
      case EntityKey _ -> new EntityKey.Node(owned.labels.getOrDefault("nodename", ""));
    };
  }

  private static EntityTable table(EntityKind kind, List<Entity> rows) {
    var columns = new LinkedHashMap<Metric, Column.Builder>();
    var started = Column.builder(ValueType.INT64, rows.size());
    var sampled = Column.builder(ValueType.INT64, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      Entity entity = rows.get(row);
      entity.metrics.forEach((metric, value) -> {
        Column.Builder column =
            columns.computeIfAbsent(metric, each -> Column.builder(each.valueType(), rows.size()));
        if (metric.valueType() == ValueType.INT64) {
          column.set(at, value.longValue());
        } else {
          column.set(at, value.doubleValue());
        }
      });
      setTime(started, row, entity.collectionStart);
      setTime(sampled, row, entity.sampled);
    }
    EntityTable.Builder table =
        EntityTable.builder(kind)
            .entities(
                Roster.of(rows.stream().map(each -> each.key).toList()),
                LabelColumn.of(rows.stream().map(each -> Labels.of(each.labels)).toList()))
            .collectionStart(started.build())
            .sampleTime(sampled.build())
            .series(series(rows));
    columns.forEach((metric, column) -> table.column(metric, column.build()));
    return table.build();
  }

  private static void setTime(Column.Builder column, int row, Instant time) {
    if (!time.equals(Instant.EPOCH)) {
      column.set(row, time.getEpochSecond() * 1_000_000_000L + time.getNano());
    }
  }

  private static LabeledSeries series(List<Entity> rows) {
    int count = rows.stream().mapToInt(each -> each.devices.size()).sum();
    var series = new LabeledSeries.Builder(rows.size(), count);
    for (int row = 0; row < rows.size(); row++) {
      for (Map.Entry<Labels, Map<Metric, Long>> device : rows.get(row).devices.entrySet()) {
        int at = series.start(row, device.getKey());
        device.getValue().forEach((metric, value) -> series.setBits(metric, at, value));
      }
    }
    return series.build(LabeledSeries.EMPTY);
  }

  /** A batch from the recorded text form: values with a point are doubles. */
  static DataBatch read(JsonNode recorded, Instant timestamp) {
    var draft = new BatchDraft(timestamp);
    recorded
        .path("metricSets")
        .properties()
        .forEach(each -> draft.readSet(each.getKey(), each.getValue()));
    return draft.build();
  }

  private void readSet(String key, JsonNode set) {
    Entity entity = add(key(key), texts(set.path("labels")));
    if (set.hasNonNull("createTime")) {
      entity.started(Instant.parse(set.path("createTime").asText()));
    }
    texts(set.path("metrics"))
        .forEach((name, value) ->
            entity.value(
                metric(name),
                value.indexOf('.') < 0
                    ? (Number) Long.valueOf(value)
                    : (Number) Double.valueOf(value)));
    for (JsonNode labeled : set.path("labeledMetrics")) {
      entity.device(
          texts(labeled.path("labels")),
          metric(labeled.path("name").asText()),
          labeled.path("value").asLong());
    }
  }

  private static Metric metric(String name) {
    return MetricCatalog.find(name)
        .orElseGet(
            () -> Metric.custom(name.substring(Metric.CUSTOM_PREFIX.length()), MetricKind.GAUGE));
  }

  private static EntityKey key(String text) {
    if (text.equals("cluster")) {
      return EntityKey.Cluster.INSTANCE;
    }
    String[] parts = text.split("[:/]", -1);
    if (parts[0].equals("node")) {
      var node = new EntityKey.Node(parts[1]);
      return parts.length == 2 ? node : new EntityKey.SystemContainer(node, parts[3]);
    }
    return switch (parts.length) {
      case 2 -> new EntityKey.Namespace(parts[1]);
      case 4 -> new EntityKey.Pod(parts[1], parts[3]);
      default -> new EntityKey.PodContainer(new EntityKey.Pod(parts[1], parts[3]), parts[5]);
    };
  }

  private static Map<String, String> texts(JsonNode object) {
    var texts = new LinkedHashMap<String, String>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }
}
