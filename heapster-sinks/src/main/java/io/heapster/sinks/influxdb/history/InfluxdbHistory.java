package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.history.HistorySource;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * The past as an InfluxDB 1.x holds it, in any of the sink's schemas, read from the retention
 * policy that the sink writes to; from the database's default one where there is no such policy.
 * Only values of the configured cluster count; those without a cluster's name are those of {@code
 * default}. Thread-safe, blocking.
 */
public final class InfluxdbHistory implements HistorySource, AutoCloseable {
  private final Schema schema;
  private final HistoryLimits limits;
  private final Statements statements;

  /** For a database in which the sink may not make its policy, and writes to the default one. */
  private final Statements ofDefaultPolicy;

  private final QueryClient client;

  /** Connects to nothing. */
  public InfluxdbHistory(InfluxdbConfig config, HistoryLimits limits) {
    if (config.v2() != null) {
      throw new IllegalArgumentException(
          "historical values can be read over InfluxDB's v1 API only: give db instead of bucket");
    }
    this.schema = config.schema();
    this.limits = limits;
    this.statements = new Statements(schema, config.clusterName(), InfluxdbConfig.POLICY);
    this.ofDefaultPolicy = new Statements(schema, config.clusterName(), "");
    this.client = new QueryClient(config, limits.time());
  }

  @Override
  public List<HistorySeries> read(HistoryQuery query) throws HistoryException {
    NameRules.checkMetric(query.metric());
    for (EntityKey key : query.keys()) {
      NameRules.check(key);
    }
    for (var label : query.deviceLabels().asMap().entrySet()) {
      NameRules.checkLabel(label.getKey(), label.getValue());
    }
    var answer = new GatheredSeries(query, limits.points());
    if (!isEmpty(query.range())) {
      ask(from -> from.read(query), answer);
    }
    return answer.byKey();
  }

  @Override
  public SortedSet<String> metricNames(EntityKey key, TimeRange range) throws HistoryException {
    NameRules.check(key);
    if (isEmpty(range)) {
      return Collections.emptySortedSet();
    }
    var measurements = new NameColumn("name", limits.points());
    client.ask(statements.measurements(key), measurements);
    if (schema == Schema.VALUES || measurements.names().isEmpty()) {
      return measurements.names();
    }
    var fields = new FieldNames(schema);
    ask(from -> from.fields(measurements.names(), key, range), fields);
    return fields.metrics();
  }

  @Override
  public SortedSet<String> members(EntityKey owner, EntityKind kind, TimeRange range)
      throws HistoryException {
    requireOwner(owner, kind);
    NameRules.check(owner);
    if (isEmpty(range)) {
      return Collections.emptySortedSet();
    }
    var names = new NameColumn("value", limits.points());
    client.ask(statements.members(owner, kind, range), names);
    return names.names();
  }

  private void ask(Function<Statements, String> statement, Answer answer) throws HistoryException {
    try {
      client.ask(statement.apply(statements), answer);
    } catch (HistoryException e) {
      if (!e.text().contains("retention policy not found")) {
        throw e;
      }
      client.ask(statement.apply(ofDefaultPolicy), answer);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static void requireOwner(EntityKey owner, EntityKind kind) {
    List<String> tags = new ArrayList<>(Selector.tags(kind));
    if (!tags.isEmpty()) {
      tags.removeLast();
    }
    if (kind == EntityKind.CLUSTER || !tags.equals(Selector.tags(owner.kind()))) {
      throw new IllegalArgumentException(owner + " owns no entities of kind " + kind);
    }
  }

  private static boolean isEmpty(TimeRange range) {
    return range.end().isBefore(range.start());
  }
}
