package io.heapster.core.model;

import io.heapster.core.metric.EntityKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything measured at one tick: one {@link EntityTable} per kind of entity, and who owns whom.
 * Immutable and safe to share; the only form in which data crosses threads.
 *
 * <p>Rows are laid out once, when the nodes' answers are merged. Processors replace and add
 * columns; only the pod enricher appends rows (containers that no kubelet reported).
 */
public final class DataBatch {
  private final Instant timestamp;
  private final Map<EntityKind, EntityTable> tables;
  private final Owners podOfContainer;
  private final Owners namespaceOfPod;
  private final Owners nodeOfPod;
  private final Coverage coverage;

  /**
   * How much of the cluster the batch holds.
   *
   * @param nodes that should have been scraped
   * @param scraped that answered in time
   */
  public record Coverage(int nodes, int scraped) {}

  private DataBatch(DataBatchBuilder builder) {
    this.timestamp = builder.timestamp;
    this.tables = new EnumMap<>(builder.tables);
    this.podOfContainer = builder.podOfContainer;
    this.namespaceOfPod = builder.namespaceOfPod;
    this.nodeOfPod = builder.nodeOfPod;
    this.coverage = builder.coverage;
    requireRows("pods of containers", podOfContainer, EntityKind.POD_CONTAINER);
    requireRows("namespaces of pods", namespaceOfPod, EntityKind.POD);
    requireRows("nodes of pods", nodeOfPod, EntityKind.POD);
  }

  static DataBatch of(DataBatchBuilder builder) {
    return new DataBatch(builder);
  }

  /** A batch of a tick in which nothing could be measured. */
  public static DataBatch empty(Instant timestamp) {
    return new DataBatchBuilder(timestamp).build();
  }

  /** End of the tick's window, aligned to the resolution. */
  public Instant timestamp() {
    return timestamp;
  }

  /**
   * Makes look-ups by key quick from the first one on. To be called before the batch is published,
   * so that no reader is kept waiting.
   */
  public void prepareLookups() {
    for (EntityTable table : tables.values()) {
      table.roster().prepareLookups();
    }
  }

  public EntityTable table(EntityKind kind) {
    return Objects.requireNonNull(tables.get(kind), kind::name);
  }

  public EntityTable cluster() {
    return table(EntityKind.CLUSTER);
  }

  public EntityTable namespaces() {
    return table(EntityKind.NAMESPACE);
  }

  public EntityTable nodes() {
    return table(EntityKind.NODE);
  }

  public EntityTable pods() {
    return table(EntityKind.POD);
  }

  public EntityTable podContainers() {
    return table(EntityKind.POD_CONTAINER);
  }

  public EntityTable systemContainers() {
    return table(EntityKind.SYSTEM_CONTAINER);
  }

  /** The pod row of each pod container. */
  public Owners podOfContainer() {
    return podOfContainer;
  }

  /** The namespace row of each pod. */
  public Owners namespaceOfPod() {
    return namespaceOfPod;
  }

  /** The node row of each pod. */
  public Owners nodeOfPod() {
    return nodeOfPod;
  }

  public Coverage coverage() {
    return coverage;
  }

  /** Number of entities of all kinds. */
  public int size() {
    return tables.values().stream().mapToInt(EntityTable::size).sum();
  }

  public Optional<MetricSet> metricSet(EntityKey key) {
    EntityTable table = table(key.kind());
    int row = table.roster().rowOf(key);
    return row == Roster.NONE ? Optional.empty() : Optional.of(table.metricSet(row));
  }

  /** Visits every entity, table by table, in row order. */
  public void forEach(Consumer<MetricSet> visitor) {
    for (EntityTable table : tables.values()) {
      for (int row = 0; row < table.size(); row++) {
        visitor.accept(table.metricSet(row));
      }
    }
  }

  /** Starts from this batch's content. */
  public DataBatchBuilder toBuilder() {
    var builder = new DataBatchBuilder(timestamp);
    tables.values().forEach(builder::table);
    return builder
        .podOfContainer(podOfContainer)
        .namespaceOfPod(namespaceOfPod)
        .nodeOfPod(nodeOfPod)
        .coverage(coverage);
  }

  /** A copy with one table replaced. */
  public DataBatch with(EntityTable table) {
    return toBuilder().table(table).build();
  }

  private void requireRows(String what, Owners owners, EntityKind kind) {
    int rows = table(kind).size();
    if (owners.size() != rows) {
      throw new IllegalArgumentException(
          what + ": " + owners.size() + " rows, but the table has " + rows);
    }
  }
}
