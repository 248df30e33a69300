package io.heapster.api.builtin;

import io.heapster.api.provider.quantity.Quantity;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of one batch as quantities: CPU in cores, everything else in the metric's unit.
 * Immutable.
 */
final class ModelValues {
  /** Label of a value that is a container's, and not its pod's or node's. */
  static final String CONTAINER = "container";

  private static final long NANOS = 1_000_000_000L;

  private final DataBatch batch;
  private final MetricNames names;

  ModelValues(DataBatch batch) {
    this.batch = batch;
    this.names = MetricNames.of(batch);
  }

  DataBatch batch() {
    return batch;
  }

  MetricNames names() {
    return names;
  }

  /**
   * The values of an entity: of a plain metric one or none, of a labelled one as many as it has
   * devices, with their labels.
   */
  List<Measured> of(EntityKey key, Metric metric) {
    return of(key, metric, Labels.EMPTY);
  }

  /** The values of the system containers of a node, with their names as label. */
  List<Measured> ofSystemContainers(EntityKey.Node node, Metric metric) {
    EntityTable table = batch.systemContainers();
    var found = new ArrayList<Measured>();
    for (int row = 0; row < table.size(); row++) {
      var key = (EntityKey.SystemContainer) table.key(row);
      if (key.node().equals(node)) {
        found.addAll(of(key, metric, Labels.of(CONTAINER, key.name())));
      }
    }
    return found;
  }

  /** The values of some containers of a pod, with their names as label. */
  List<Measured> ofContainers(EntityKey.Pod pod, List<String> containers, Metric metric) {
    var found = new ArrayList<Measured>();
    for (String name : containers) {
      found.addAll(of(new EntityKey.PodContainer(pod, name), metric, Labels.of(CONTAINER, name)));
    }
    return found;
  }

  private List<Measured> of(EntityKey key, Metric metric, Labels part) {
    EntityTable table = batch.table(key.kind());
    int row = table.roster().rowOf(key);
    if (row == Roster.NONE) {
      return List.of();
    }
    Instant at = sampled(table, row);
    return metric.labeled()
        ? perDevice(table.series(), row, metric, part, at)
        : plain(table.column(metric), row, metric, part, at);
  }

  private static List<Measured> plain(
      Column values, int row, Metric metric, Labels part, Instant at) {
    return isUsable(values, row)
        ? List.of(new Measured(part.asMap(), at, quantity(metric, values, row)))
        : List.of();
  }

  private static List<Measured> perDevice(
      LabeledSeries series, int row, Metric metric, Labels part, Instant at) {
    Column values = series.column(metric);
    var found = new ArrayList<Measured>();
    for (int i = series.first(row); i < series.end(row); i++) {
      if (isUsable(values, i)) {
        Map<String, String> labels = series.labels(i).with(part.asMap()).asMap();
        found.add(new Measured(labels, at, quantity(metric, values, i)));
      }
    }
    return found;
  }

  /** A quantity can be neither infinite nor no number. */
  private static boolean isUsable(Column values, int at) {
    return values.has(at)
        && (values.type() == ValueType.INT64 || Double.isFinite(values.doubleAt(at)));
  }

  private static Quantity quantity(Metric metric, Column values, int at) {
    if (values.type() == ValueType.DOUBLE) {
      return Quantity.ofDouble(values.doubleAt(at));
    }
    long value = values.longAt(at);
    return switch (metric.unit()) {
      case MILLICORES -> Quantity.ofMilli(value);
      case NANOCORES -> Quantity.ofNano(value);
      case BYTES -> Quantity.ofBytes(value);
      default -> Quantity.of(value);
    };
  }

  /** Sums have no time of their own but the batch's. */
  private Instant sampled(EntityTable table, int row) {
    long nanos = table.sampleTime().longAt(row, 0);
    return nanos == 0
        ? batch.timestamp()
        : Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  /** Kinds of entities that are offered as objects, and where their parts are. */
  static EntityKind partsOf(EntityKind kind) {
    return switch (kind) {
      case POD -> EntityKind.POD_CONTAINER;
      case NODE -> EntityKind.SYSTEM_CONTAINER;
      default -> kind;
    };
  }
}
