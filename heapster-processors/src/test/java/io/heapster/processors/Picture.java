package io.heapster.processors;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
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
import io.heapster.core.model.MetricValue;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A batch in map form, in the order of its rows: what tests write down and compare. Becomes a batch
 * laid out as the merge of the nodes' answers does it.
 */
final class Picture {
  final Map<EntityKey, Entity> entities = new LinkedHashMap<>();

  static Picture of(DataBatch batch) {
    var picture = new Picture();
    batch.forEach(set -> {
      Entity entity = picture.bare(set.key());
      entity.labels.putAll(set.labels().asMap());
      set.forEachMetric((metric, value) -> entity.values.put(metric, number(value)));
      set.forEachLabeled((metric, device, value) -> entity.device(device, metric, number(value)));
      int row = set.row();
      entity.start = time(set.table().collectionStart(), row);
      entity.created = time(set.table().entityCreated(), row);
      entity.sample = time(set.table().sampleTime(), row);
    });
    return picture;
  }

  private static Long time(Column column, int row) {
    return column.has(row) ? (Long) column.longAt(row) : null;
  }

  private static Object number(MetricValue value) {
    return value.type() == ValueType.INT64 ? (Object) value.asLong() : (Object) value.asDouble();
  }

  Entity get(EntityKey key) {
    Entity entity = entities.get(key);
    if (entity == null) {
      throw new AssertionError("no " + key.text() + " among " + entities.keySet());
    }
    return entity;
  }

  /** The entity, made without any label if it is not there. */
  Entity bare(EntityKey key) {
    return entities.computeIfAbsent(key, _ -> new Entity());
  }

  Entity node(String name) {
    return bare(new EntityKey.Node(name))
        .label(LabelKeys.TYPE, "node")
        .label(LabelKeys.NODENAME, name);
  }

  Entity systemContainer(String node, String name) {
    return bare(new EntityKey.SystemContainer(new EntityKey.Node(node), name))
        .label(LabelKeys.TYPE, "sys_container")
        .label(LabelKeys.CONTAINER_NAME, name)
        .label(LabelKeys.NODENAME, node);
  }

  Entity pod(EntityKey.Pod key, String node) {
    return bare(key)
        .label(LabelKeys.TYPE, "pod")
        .label(LabelKeys.NAMESPACE_NAME, key.namespace())
        .label(LabelKeys.POD_NAME, key.name())
        .label(LabelKeys.NODENAME, node)
        .label(LabelKeys.HOSTNAME, "host-" + node)
        .label(LabelKeys.HOST_ID, "");
  }

  Entity container(EntityKey.Pod pod, String name, String node) {
    return bare(new EntityKey.PodContainer(pod, name))
        .label(LabelKeys.TYPE, "pod_container")
        .label(LabelKeys.NAMESPACE_NAME, pod.namespace())
        .label(LabelKeys.POD_NAME, pod.name())
        .label(LabelKeys.CONTAINER_NAME, name)
        .label(LabelKeys.NODENAME, node)
        .label(LabelKeys.HOSTNAME, "host-" + node)
        .label(LabelKeys.HOST_ID, "");
  }

  Picture copy() {
    var copy = new Picture();
    entities.forEach((key, entity) -> copy.entities.put(key, entity.copy()));
    return copy;
  }

  DataBatch batch(Instant timestamp) {
    return batch(timestamp, DataBatch.empty(timestamp));
  }

  /** The batch, which shares with the one before what is equal, as the merge does. */
  DataBatch batch(Instant timestamp, DataBatch before) {
    addNamespacesAndCluster();
    var builder = new DataBatchBuilder(timestamp);
    for (EntityKind kind : EntityKind.values()) {
      builder.table(table(kind, before.table(kind)));
    }
    Roster pods = roster(EntityKind.POD);
    Roster namespaces = roster(EntityKind.NAMESPACE);
    Roster nodes = roster(EntityKind.NODE);
    return builder
        .podOfContainer(
            owners(
                EntityKind.POD_CONTAINER,
                key -> pods.rowOf(((EntityKey.PodContainer) key).pod()),
                before.podOfContainer()))
        .namespaceOfPod(
            owners(
                EntityKind.POD,
                key -> namespaces.rowOf(new EntityKey.Namespace(((EntityKey.Pod) key).namespace())),
                before.namespaceOfPod()))
        .nodeOfPod(
            owners(
                EntityKind.POD,
                key ->
                    nodes.rowOf(
                        new EntityKey.Node(get(key).labels.getOrDefault(LabelKeys.NODENAME, ""))),
                before.nodeOfPod()))
        .build();
  }

  private void addNamespacesAndCluster() {
    for (EntityKey key : List.copyOf(entities.keySet())) {
      if (key instanceof EntityKey.Pod pod) {
        bare(new EntityKey.Namespace(pod.namespace()))
            .label(LabelKeys.TYPE, "ns")
            .label(LabelKeys.NAMESPACE_NAME, pod.namespace());
      }
    }
    bare(EntityKey.Cluster.INSTANCE).label(LabelKeys.TYPE, "cluster");
  }

  private List<EntityKey> keys(EntityKind kind) {
    return entities.keySet().stream().filter(key -> key.kind() == kind).toList();
  }

  private Roster roster(EntityKind kind) {
    return Roster.of(keys(kind));
  }

  private Owners owners(EntityKind kind, Function<EntityKey, Integer> owner, Owners before) {
    int[] rows = keys(kind).stream().mapToInt(owner::apply).toArray();
    boolean same = rows.length == before.size();
    for (int row = 0; same && row < rows.length; row++) {
      same = rows[row] == before.of(row);
    }
    return same ? before : Owners.of(rows);
  }

  private EntityTable table(EntityKind kind, EntityTable before) {
    List<EntityKey> keys = keys(kind);
    List<Entity> rows = keys.stream().map(this::get).toList();
    EntityTable.Builder table = EntityTable.builder(kind);
    Roster roster = Roster.of(keys);
    boolean sameRows = roster.sameKeys(before.roster());
    table.entities(
        sameRows ? before.roster() : roster, labels(rows, sameRows ? before.labels() : null));
    Set<Metric> metrics = new LinkedHashSet<>();
    rows.forEach(row -> metrics.addAll(row.values.keySet()));
    for (Metric metric : metrics) {
      table.column(metric, column(metric.valueType(), rows, row -> row.values.get(metric)));
    }
    return table
        .series(series(rows))
        .collectionStart(column(ValueType.INT64, rows, row -> row.start))
        .entityCreated(column(ValueType.INT64, rows, row -> row.created))
        .sampleTime(column(ValueType.INT64, rows, row -> row.sample))
        .build();
  }

  private static LabelColumn labels(List<Entity> rows, LabelColumn before) {
    List<Labels> labels = new ArrayList<>();
    boolean same = before != null;
    for (int row = 0; row < rows.size(); row++) {
      Labels fresh = Labels.of(rows.get(row).labels);
      Labels old = before == null ? fresh : before.get(row);
      labels.add(old.equals(fresh) ? old : fresh);
      same &= old.equals(fresh);
    }
    return same ? before : LabelColumn.of(labels);
  }

  private static Column column(
      ValueType type, List<Entity> rows, Function<Entity, Object> valueOfRow) {
    Column.Builder column = Column.builder(type, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Object value = valueOfRow.apply(rows.get(row));
      if (value instanceof Long whole) {
        column.set(row, whole.longValue());
      } else if (value instanceof Double number) {
        column.set(row, number.doubleValue());
      }
    }
    return column.build();
  }

  private static LabeledSeries series(List<Entity> rows) {
    int count = rows.stream().mapToInt(row -> row.devices.size()).sum();
    var series = new LabeledSeries.Builder(rows.size(), count);
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      rows.get(row)
          .devices
          .forEach((device, values) -> {
            int position = series.start(at, device);
            values.forEach((metric, value) -> series.setBits(metric, position, bits(value)));
          });
    }
    return series.build(LabeledSeries.EMPTY);
  }

  private static long bits(Object value) {
    return value instanceof Long whole ? whole : Double.doubleToRawLongBits((Double) value);
  }

  /** The entities as an unordered map, for comparing. */
  Map<String, Entity> byText() {
    var byText = new HashMap<String, Entity>();
    entities.forEach((key, entity) -> byText.put(key.text(), entity));
    return byText;
  }
}
