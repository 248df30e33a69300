package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatch.Coverage;
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
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Batches of any shape: tables of 0 to 200 rows, values of every width, names in any script. */
final class RandomBatch {
  private final Random random;

  RandomBatch(long seed) {
    this.random = new Random(seed);
  }

  DataBatch next() {
    long second = random.nextBoolean() ? random.nextInt() : Instant.MAX.getEpochSecond();
    var batch = new DataBatchBuilder(Instant.ofEpochSecond(second, random.nextInt(1_000_000_000)));
    Map<EntityKind, Integer> rows = new EnumMap<>(EntityKind.class);
    for (EntityKind kind : EntityKind.values()) {
      int ofKind = random.nextInt(4) == 0 ? 0 : random.nextInt(200);
      rows.put(kind, ofKind);
      batch.table(table(kind, ofKind));
    }
    int pods = rows.get(EntityKind.POD);
    return batch
        .namespaceOfPod(owners(pods, rows.get(EntityKind.NAMESPACE)))
        .nodeOfPod(owners(pods, rows.get(EntityKind.NODE)))
        .podOfContainer(owners(rows.get(EntityKind.POD_CONTAINER), pods))
        .coverage(new Coverage(random.nextInt(), random.nextInt()))
        .build();
  }

  private Owners owners(int rows, int owning) {
    int[] owners = new int[rows];
    for (int row = 0; row < rows; row++) {
      owners[row] = random.nextInt(owning + 1) - 1;
    }
    return Owners.of(owners);
  }

  private EntityTable table(EntityKind kind, int rows) {
    var keys = new ArrayList<EntityKey>();
    var labels = new ArrayList<Labels>();
    for (int row = 0; row < rows; row++) {
      keys.add(key(kind));
      labels.add(labels());
    }
    EntityTable.Builder table =
        EntityTable.builder(kind)
            .entities(Roster.of(keys), LabelColumn.of(labels))
            .series(series(rows))
            .collectionStart(column(ValueType.INT64, rows))
            .entityCreated(column(ValueType.INT64, random.nextInt(rows + 1)))
            .sampleTime(column(ValueType.INT64, rows));
    for (Metric metric : MetricCatalog.PLAIN) {
      if (random.nextInt(3) == 0) {
        table.column(metric, column(metric.valueType(), rows));
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      MetricKind metricKind = List.of(MetricKind.values()).get(random.nextInt(3));
      table.column(Metric.custom(text(), metricKind), column(ValueType.DOUBLE, rows));
    }
    return table.build();
  }

  private EntityKey key(EntityKind kind) {
    return switch (kind) {
      case CLUSTER -> EntityKey.Cluster.INSTANCE;
      case NAMESPACE -> new EntityKey.Namespace(text());
      case NODE -> new EntityKey.Node(text());
      case POD -> new EntityKey.Pod(text(), text());
      case POD_CONTAINER -> new EntityKey.PodContainer(new EntityKey.Pod(text(), text()), text());
      case SYSTEM_CONTAINER -> new EntityKey.SystemContainer(new EntityKey.Node(text()), text());
    };
  }

  private Labels labels() {
    Map<String, String> labels = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      labels.put("key" + random.nextInt(6), text());
    }
    return Labels.of(labels);
  }

  private String text() {
    if (random.nextInt(3) > 0) {
      return "name-" + random.nextInt(20);
    }
    int length = random.nextInt(1 << random.nextInt(8));
    int bound = List.of(0x80, 0x100, 0x10000).get(random.nextInt(3));
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(bound));
    }
    return text.toString();
  }

  private LabeledSeries series(int rows) {
    int[] ofRow = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      ofRow[row] = random.nextInt(3) * random.nextInt(2);
      count += ofRow[row];
    }
    var series = new LabeledSeries.Builder(rows, count);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < ofRow[row]; i++) {
        series.start(row, labels());
      }
    }
    LabeledSeries built = series.build(LabeledSeries.EMPTY);
    for (Metric metric : MetricCatalog.LABELED) {
      if (count > 0 && random.nextInt(3) == 0) {
        built = built.with(metric, column(metric.valueType(), count));
      }
    }
    return built;
  }

  private Column column(ValueType type, int rows) {
    Column.Builder column = Column.builder(type, rows);
    int bits = random.nextInt(65);
    long base = random.nextLong() >> random.nextInt(64);
    int zeros = random.nextInt(20);
    int presence = random.nextInt(4);
    long walk = base;
    boolean walking = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      long noise = bits == 0 ? 0 : (random.nextLong() >> (64 - bits)) << zeros;
      walk += noise;
      if (presence > 1 || random.nextInt(4) < presence) {
        column.setBits(row, walking ? walk : base + noise);
      }
    }
    return column.build();
  }
}
