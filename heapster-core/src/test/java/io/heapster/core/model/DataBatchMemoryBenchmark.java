package io.heapster.core.model;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Heap that the values of one more batch hold, as columns and as maps of boxed values by name, for
 * nodes of 30 pods of 2 containers. Keys and labels are left out on both sides: they are shared
 * between ticks.
 *
 * <p>2026-11-21, 2-core x86-64 cloud machine, Temurin 25, compact object headers: at 5,000 nodes
 * (455,000 entities, 8.46 million values) columns hold 42.3 MB, 93 bytes an entity, 5 a value; maps
 * 460.6 MB, 1,012 bytes an entity, 54 a value. At 1,000 nodes 8.5 and 91.8 MB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx3g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class DataBatchMemoryBenchmark {
  private static final int PODS = 30;
  private static final int CONTAINERS = 2;
  private static final List<Metric> OF_CONTAINERS =
      List.of(
          PlainMetrics.UPTIME,
          PlainMetrics.CPU_USAGE,
          PlainMetrics.CPU_USAGE_NANOCORES,
          PlainMetrics.CPU_USAGE_RATE,
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_WORKING_SET,
          PlainMetrics.MEMORY_AVAILABLE,
          PlainMetrics.MEMORY_PAGE_FAULTS,
          PlainMetrics.MEMORY_PAGE_FAULTS_RATE,
          PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS,
          PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS_RATE,
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_LIMIT,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_LIMIT,
          PlainMetrics.RESTART_COUNT);
  private static final List<Metric> OF_PODS =
      List.of(
          PlainMetrics.UPTIME,
          PlainMetrics.CPU_USAGE_RATE,
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_WORKING_SET,
          PlainMetrics.MEMORY_PAGE_FAULTS_RATE,
          PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS_RATE,
          PlainMetrics.NETWORK_RX,
          PlainMetrics.NETWORK_RX_RATE,
          PlainMetrics.NETWORK_RX_ERRORS,
          PlainMetrics.NETWORK_RX_ERRORS_RATE,
          PlainMetrics.NETWORK_TX,
          PlainMetrics.NETWORK_TX_RATE,
          PlainMetrics.NETWORK_TX_ERRORS,
          PlainMetrics.NETWORK_TX_ERRORS_RATE,
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_LIMIT,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_LIMIT,
          PlainMetrics.RESTART_COUNT,
          PlainMetrics.PROCESS_COUNT,
          PlainMetrics.EPHEMERAL_STORAGE_USAGE);

  @Param({"1000", "5000"})
  int nodes;

  private final Map<EntityKind, Roster> rosters = new HashMap<>();
  private final Map<EntityKind, LabelColumn> labels = new HashMap<>();

  /** The heap that what a run made holds once it is over. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Heap {
    public long retainedBytes;
    public long bytesPerEntity;
    public long bytesPerValue;

    @Setup(Level.Iteration)
    public void clear() {
      retainedBytes = 0;
      bytesPerEntity = 0;
      bytesPerValue = 0;
    }

    void measure(long before, int entities, long values) {
      retainedBytes = used() - before;
      bytesPerEntity = retainedBytes / entities;
      bytesPerValue = retainedBytes / values;
    }

    static long used() {
      System.gc();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }

  @Setup
  public void keys() {
    List<EntityKey> pods = new ArrayList<>();
    List<EntityKey> containers = new ArrayList<>();
    List<EntityKey> all = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      all.add(new EntityKey.Node("node-" + node));
      for (int pod = 0; pod < PODS; pod++) {
        var key = new EntityKey.Pod("team-" + pod % 20, "web-" + node + "-" + pod);
        pods.add(key);
        for (int container = 0; container < CONTAINERS; container++) {
          containers.add(new EntityKey.PodContainer(key, "container-" + container));
        }
      }
    }
    put(EntityKind.NODE, all);
    put(EntityKind.POD, pods);
    put(EntityKind.POD_CONTAINER, containers);
  }

  private void put(EntityKind kind, List<EntityKey> keys) {
    rosters.put(kind, Roster.of(keys));
    List<Labels> rows = new ArrayList<>();
    keys.forEach(_ -> rows.add(Labels.EMPTY));
    labels.put(kind, LabelColumn.of(rows));
  }

  private static List<Metric> metrics(EntityKind kind) {
    return switch (kind) {
      case NODE -> MetricCatalog.STANDARD;
      case POD -> OF_PODS;
      default -> OF_CONTAINERS;
    };
  }

  /** The size of a value as a cluster has it: many zeros, small rates, large counters. */
  private static long sample(Metric metric, int row, Random random) {
    if (metric.name().contains("errors") || metric.name().contains("major")) {
      return 0;
    }
    if (metric.isCumulative()) {
      return metric == PlainMetrics.CPU_USAGE
          ? random.nextLong(1L << 45)
          : random.nextLong(metric == PlainMetrics.UPTIME ? 1L << 34 : 1L << 36);
    }
    return switch (metric.unit()) {
      case BYTES ->
          (row % 16 + 1L) * (metric == PlainMetrics.MEMORY_LIMIT ? 1L << 28 : 1 << 20)
              + (metric.name().endsWith("request") ? 0 : random.nextInt(1 << 24));
      case MILLICORES -> 50L * (row % 20);
      default -> random.nextInt(100_000);
    };
  }

  @Benchmark
  public Object columns(Heap heap) {
    long before = Heap.used();
    var tables = new ArrayList<EntityTable>();
    int entities = 0;
    long values = 0;
    for (EntityKind kind : rosters.keySet()) {
      int rows = rosters.get(kind).size();
      EntityTable.Builder table =
          EntityTable.builder(kind).entities(rosters.get(kind), labels.get(kind));
      var random = new Random(1);
      for (Metric metric : metrics(kind)) {
        Column.Builder column = Column.builder(metric.valueType(), rows);
        for (int row = 0; row < rows; row++) {
          column.set(row, sample(metric, row, random));
        }
        table.column(metric, column.build());
        values += rows;
      }
      Column.Builder times = Column.builder(ValueType.INT64, rows);
      for (int row = 0; row < rows; row++) {
        times.set(row, random.nextLong());
      }
      Column time = times.build();
      tables.add(table.sampleTime(time).collectionStart(time).build());
      entities += rows;
    }
    heap.measure(before, entities, values);
    return tables;
  }

  /** As Heapster kept it: entity to name to value. */
  @Benchmark
  public Object maps(Heap heap) {
    long before = Heap.used();
    Map<EntityKey, Map<String, Object>> batch = new HashMap<>();
    long values = 0;
    for (EntityKind kind : rosters.keySet()) {
      var random = new Random(1);
      for (int row = 0; row < rosters.get(kind).size(); row++) {
        Map<String, Object> ofEntity = new HashMap<>();
        for (Metric metric : metrics(kind)) {
          long value = sample(metric, row, random);
          ofEntity.put(
              metric.name(),
              metric.valueType() == ValueType.INT64 ? (Object) value : (Object) (double) value);
          values++;
        }
        ofEntity.put("sampleTime", random.nextLong());
        ofEntity.put("collectionStart", random.nextLong());
        batch.put(rosters.get(kind).key(row), ofEntity);
      }
    }
    heap.measure(before, batch.size(), values);
    return batch;
  }
}
