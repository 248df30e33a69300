package io.heapster.sinks.metric;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.MetricValue;
import io.heapster.core.model.Roster;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few metrics of many batches, oldest first. Immutable; {@link #append} gives the next state.
 *
 * <p>All kept batches of a kind share one roster, to which newcomers are appended, so that one
 * look-up serves every batch and pods that come and go cost neither a roster nor an index per
 * batch. Those long gone are swept out whenever the roster grew by half. At 5,000 nodes (455,000
 * entities) 15 batches of two metrics of all take 64 MiB more than the short store alone, 106 MiB
 * when half a percent of the pods is replaced each minute, and a look-up 1 µs (heap after a full
 * collection; 2-core x86-64 cloud machine, Temurin 25, 2026-11-21).
 */
final class LongStore {
  /** Rosters up to this size are not worth sweeping. */
  private static final int SMALL = 256;

  private final Map<EntityKind, List<Metric>> metrics;
  private final Map<EntityKind, Shelf> shelves;
  private final List<KeptBatch> batches;

  /** The roster of a kind, and the size beyond which it is swept. */
  private record Shelf(Roster roster, int sweepAbove) {
    static final Shelf EMPTY = new Shelf(Roster.EMPTY, SMALL);

    static Shelf swept(Roster roster) {
      return new Shelf(roster, Math.max(SMALL, roster.size() / 2 * 3));
    }

    Shelf grownTo(Roster larger) {
      return roster.size() == 0 ? swept(larger) : new Shelf(larger, sweepAbove);
    }
  }

  private LongStore(
      Map<EntityKind, List<Metric>> metrics,
      Map<EntityKind, Shelf> shelves,
      List<KeptBatch> batches) {
    this.metrics = metrics;
    this.shelves = shelves;
    this.batches = batches;
  }

  /**
   * A store without batches.
   *
   * @param metrics plain ones to keep, by the kind of the entities that have them
   */
  static LongStore of(Map<EntityKind, List<Metric>> metrics) {
    return new LongStore(Map.copyOf(metrics), Map.of(), List.of());
  }

  /** Without the batches up to and including {@code expired}, and with the given one. */
  LongStore append(DataBatch batch, Instant expired) {
    if (metrics.isEmpty()) {
      return this;
    }
    var kept = new ArrayList<KeptBatch>();
    for (KeptBatch old : batches) {
      if (MetricSink.isKept(old.timestamp(), expired, batch)) {
        kept.add(old);
      }
    }
    var next = new EnumMap<EntityKind, Shelf>(EntityKind.class);
    var columns = new EnumMap<EntityKind, List<Column>>(EntityKind.class);
    for (EntityKind kind : metrics.keySet()) {
      EntityTable table = batch.table(kind);
      Shelf shelf = roomFor(table, kept);
      Placement placement = Placement.adding(table.roster(), shelf.roster());
      next.put(kind, shelf.grownTo(placement.target()));
      columns.put(kind, of(kind).stream().map(m -> placement.place(table.column(m))).toList());
    }
    kept.add(new KeptBatch(batch.timestamp(), columns));
    return new LongStore(metrics, Map.copyOf(next), List.copyOf(kept));
  }

  boolean keeps(EntityKind kind, String metric) {
    return find(kind, metric).isPresent();
  }

  /** The values of a kept metric within a range, oldest first; empty for any other metric. */
  List<TimedValue> history(EntityKey key, String metric, TimeRange range) {
    int row = shelf(key.kind()).roster().rowOf(key);
    Optional<Integer> position = find(key.kind(), metric);
    var values = new ArrayList<TimedValue>();
    if (row == Roster.NONE || position.isEmpty()) {
      return values;
    }
    for (KeptBatch batch : batches) {
      Column column = batch.of(key.kind()).get(position.get());
      if (column.has(row) && range.contains(batch.timestamp())) {
        values.add(new TimedValue(batch.timestamp(), MetricValue.at(column, row)));
      }
    }
    return values;
  }

  /** Number of rows kept for a kind, for the tests. */
  int rows(EntityKind kind) {
    return shelf(kind).roster().size();
  }

  /** Bytes of all value arrays, for the memory figures. */
  long arrayBytes() {
    return batches.stream()
        .flatMap(batch -> batch.columns().values().stream())
        .flatMap(List::stream)
        .mapToLong(Column::arrayBytes)
        .sum();
  }

  private List<Metric> of(EntityKind kind) {
    return metrics.getOrDefault(kind, List.of());
  }

  private Optional<Integer> find(EntityKind kind, String metric) {
    List<Metric> kept = of(kind);
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).name().equals(metric)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private Shelf shelf(EntityKind kind) {
    return shelves.getOrDefault(kind, Shelf.EMPTY);
  }

  /** The shelf of the table's kind, swept when it is time: those in {@code kept} change along. */
  private Shelf roomFor(EntityTable table, List<KeptBatch> kept) {
    EntityKind kind = table.kind();
    Shelf shelf = shelf(kind);
    if (shelf.roster().size() <= shelf.sweepAbove()) {
      return shelf;
    }
    Roster roster = table.roster().append(missed(kind, table.roster(), kept));
    Placement placement = Placement.keeping(shelf.roster(), roster);
    kept.replaceAll(batch -> batch.with(kind, placement::place));
    return Shelf.swept(roster);
  }

  /** Entities that are not in the roster any more, but have a kept value. */
  private List<EntityKey> missed(EntityKind kind, Roster newest, List<KeptBatch> kept) {
    Roster known = shelf(kind).roster();
    var keys = new ArrayList<EntityKey>();
    for (int row = 0; row < known.size(); row++) {
      EntityKey key = known.key(row);
      int at = row;
      if (newest.rowOf(key) == Roster.NONE && kept.stream().anyMatch(b -> b.has(kind, at))) {
        keys.add(key);
      }
    }
    return keys;
  }
}
