package io.heapster.sinks.codec;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.Metric.Origin;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the columns of one table. The catalogue of today counts: values of another type are
 * converted, plain metrics it does not know are kept as custom ones are, labelled ones dropped and
 * counted. Not thread-safe.
 */
final class ValueReader {
  private final Function<String, Optional<Metric>> catalogue;
  private final ColumnReader columns;
  private long dropped;

  ValueReader(Function<String, Optional<Metric>> catalogue, NumberReader numbers) {
    this.catalogue = catalogue;
    this.columns = new ColumnReader(numbers);
  }

  /** Columns of labelled metrics dropped so far. */
  long dropped() {
    return dropped;
  }

  EntityTable read(TableIdentity identity, ByteReader in) throws CorruptBatchException {
    int rows = identity.roster().size();
    EntityTable.Builder table =
        EntityTable.builder(identity.kind()).entities(identity.roster(), identity.labels());
    readPlain(in, rows, table);
    table.series(readLabeled(in, identity.devices()));
    table.collectionStart(readTimes(in, rows, "collection start"));
    table.entityCreated(readTimes(in, rows, "entity created"));
    table.sampleTime(readTimes(in, rows, "sample time"));
    in.requireEnd();
    return table.build();
  }

  private void readPlain(ByteReader in, int rows, EntityTable.Builder table)
      throws CorruptBatchException {
    int count = in.count(in.remaining(), "number of metrics");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = readName(in, seen);
      MetricKind kind = readKind(in, name);
      int head = columns.readHead(in, name);
      Metric metric =
          catalogue
              .apply(name)
              .filter(known -> !known.labeled())
              .orElseGet(() -> custom(name, kind, ColumnReader.type(head)));
      table.column(metric, columns.read(in, head, rows, metric.valueType(), name));
    }
  }

  private LabeledSeries readLabeled(ByteReader in, LabeledSeries devices)
      throws CorruptBatchException {
    LabeledSeries series = devices;
    int count = in.count(in.remaining(), "number of labelled metrics");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = readName(in, seen);
      MetricKind _ = readKind(in, name);
      int head = columns.readHead(in, name);
      Optional<Metric> metric = catalogue.apply(name).filter(Metric::labeled);
      ValueType wanted = metric.map(Metric::valueType).orElse(ColumnReader.type(head));
      Column column = columns.read(in, head, devices.size(), wanted, name);
      if (metric.isPresent()) {
        series = series.with(metric.get(), column);
      } else {
        dropped++;
      }
    }
    return series;
  }

  private static String readName(ByteReader in, Set<String> seen) throws CorruptBatchException {
    String name = StringReader.read(in, "metric name");
    if (!seen.add(name)) {
      throw in.corrupt("metric '" + name + "' comes twice");
    }
    return name;
  }

  private static MetricKind readKind(ByteReader in, String name) throws CorruptBatchException {
    int number = in.unsignedByte(name);
    if (number >= RecordFormat.METRIC_KINDS.size()) {
      throw in.corrupt(name + ": metric kind " + number + " is not known");
    }
    return RecordFormat.METRIC_KINDS.get(number);
  }

  private Column readTimes(ByteReader in, int rows, String what) throws CorruptBatchException {
    int head = columns.readHead(in, what);
    if (ColumnReader.type(head) != ValueType.INT64) {
      throw in.corrupt(what + ": doubles, but times are integers");
    }
    return columns.read(in, head, rows, ValueType.INT64, what);
  }

  private static Metric custom(String name, MetricKind kind, ValueType type) {
    if (name.startsWith(Metric.CUSTOM_PREFIX) && type == ValueType.DOUBLE) {
      return Metric.custom(name.substring(Metric.CUSTOM_PREFIX.length()), kind);
    }
    String help = "Metric of another Heapster version";
    return new Metric(
        Metric.NO_INDEX, name, false, kind, type, MetricUnit.COUNT, help, Origin.CUSTOM, Set.of());
  }
}
