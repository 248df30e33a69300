package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.Aggregation;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The InfluxQL of each question. Names are checked before, and quoted here. Immutable. */
final class Statements {
  /** What Heapster wrote before clusters could be named, and still is the name of most. */
  private static final String DEFAULT_CLUSTER = "default";

  private static final long NANOS = 1_000_000_000L;

  /** The earliest and latest times that the database knows. */
  private static final long FIRST_NANOS = Long.MIN_VALUE + 2;

  private static final long LAST_NANOS = Long.MAX_VALUE - 1;
  private static final Instant FIRST = Instant.ofEpochSecond(0, FIRST_NANOS);
  private static final Instant LAST = Instant.ofEpochSecond(0, LAST_NANOS);

  private final Schema schema;
  private final String cluster;
  private final String policy;

  /**
   * @param policy to read values from; empty for the database's default. Names are kept for all of
   *     its policies together
   */
  Statements(Schema schema, String clusterName, String policy) {
    this.schema = schema;
    this.policy = policy.isEmpty() ? "" : name(policy) + '.';
    this.cluster =
        clusterName.equals(DEFAULT_CLUSTER)
            ? '('
                + equal("cluster_name", DEFAULT_CLUSTER)
                + " OR "
                + equal("cluster_name", "")
                + ')'
            : equal("cluster_name", clusterName);
  }

  /** One series for each entity that has values, told apart by its tags. */
  String read(HistoryQuery query) {
    EntityKind kind = query.keys().getFirst().kind();
    Place place = Place.of(query.metric(), kind, schema);
    var where = new ArrayList<String>();
    where.add(ofKind(kind));
    if (kind != EntityKind.CLUSTER) {
      where.add(anyOf(query.keys()));
    }
    query.deviceLabels().forEach((key, value) -> where.add(equal(key, value)));
    where.add(within(query.range()));
    return "SELECT "
        + columns(query, name(place.field()))
        + " FROM "
        + policy
        + name(place.measurement())
        + where(where)
        + groups(query, kind);
  }

  /** Measurements in which an entity has a series. */
  String measurements(EntityKey key) {
    return "SHOW MEASUREMENTS" + where(List.of(ofKind(key.kind()), one(key)));
  }

  /** One value of each field that an entity has in the measurements. */
  String fields(Collection<String> measurements, EntityKey key, TimeRange range) {
    return "SELECT LAST(*) FROM "
        + measurements.stream().map(each -> policy + name(each)).collect(Collectors.joining(", "))
        + where(List.of(ofKind(key.kind()), one(key), within(range)));
  }

  /** The names of a kind's entities; the database looks at whole shards of the range. */
  String members(EntityKey owner, EntityKind kind, TimeRange range) {
    return "SHOW TAG VALUES"
        + from(kind)
        + " WITH KEY = "
        + name(Selector.tags(kind).getLast())
        + where(List.of(ofKind(kind), one(owner), within(range)));
  }

  /** Measured of all but namespaces; one measurement instead of fifty keeps the answer short. */
  private String from(EntityKind kind) {
    Place uptime = Place.of("uptime", kind, schema);
    return kind == EntityKind.NAMESPACE ? "" : " FROM " + name(uptime.measurement());
  }

  private static String columns(HistoryQuery query, String field) {
    return query.isRaw()
        ? field
        : query.aggregations().stream()
            .map(aggregation -> column(aggregation, field))
            .collect(Collectors.joining(", "));
  }

  private static String column(Aggregation aggregation, String field) {
    return switch (aggregation) {
      case AVERAGE -> "MEAN(" + field + ")";
      case MAX -> "MAX(" + field + ")";
      case MIN -> "MIN(" + field + ")";
      case MEDIAN -> "MEDIAN(" + field + ")";
      case COUNT -> "COUNT(" + field + ")";
      case PERCENTILE_50 -> "PERCENTILE(" + field + ", 50)";
      case PERCENTILE_95 -> "PERCENTILE(" + field + ", 95)";
      case PERCENTILE_99 -> "PERCENTILE(" + field + ", 99)";
    };
  }

  private static String groups(HistoryQuery query, EntityKind kind) {
    var groups = new ArrayList<String>();
    boolean inBuckets = !query.isRaw() && query.bucket().isPositive();
    if (inBuckets) {
      groups.add("time(" + query.bucket().toNanos() / 1000 + "u)");
    }
    Selector.tags(kind).forEach(tag -> groups.add(name(tag)));
    String by = groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", groups);
    return inBuckets ? by + " fill(none)" : by;
  }

  private static String anyOf(List<EntityKey> keys) {
    return keys.stream()
        .distinct()
        .map(key -> '(' + one(key) + ')')
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** True of an entity's own series, and of those of the entities in it; of all for the cluster. */
  private static String one(EntityKey key) {
    List<String> tags = Selector.tags(key.kind());
    List<String> values = Selector.values(key);
    var terms = new ArrayList<String>();
    for (int i = 0; i < tags.size(); i++) {
      terms.add(equal(tags.get(i), values.get(i)));
    }
    return String.join(" AND ", terms);
  }

  private static String ofKind(EntityKind kind) {
    return equal(LabelKeys.TYPE, kind.type());
  }

  private String where(List<String> terms) {
    return terms.stream()
        .filter(term -> !term.isEmpty())
        .collect(Collectors.joining(" AND ", " WHERE ", " AND " + cluster));
  }

  private static String within(TimeRange range) {
    return "time >= " + nanos(range.start()) + " AND time <= " + nanos(range.end());
  }

  static long nanos(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return FIRST_NANOS;
    }
    if (instant.isAfter(LAST)) {
      return LAST_NANOS;
    }
    long second = instant.getEpochSecond();
    // The whole second below the first time would not fit; the one above does.
    return second < 0
        ? (second + 1) * NANOS + (instant.getNano() - NANOS)
        : second * NANOS + instant.getNano();
  }

  private static String equal(String tag, String value) {
    return name(tag) + " = '" + value.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }

  private static String name(String identifier) {
    return '"' + identifier.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
