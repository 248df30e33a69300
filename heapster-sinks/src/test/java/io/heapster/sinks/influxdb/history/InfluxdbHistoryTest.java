package io.heapster.sinks.influxdb.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.heapster.core.config.Secret;
import io.heapster.core.history.Aggregation;
import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricValue;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.InfluxdbServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to a real server that holds known points, in each of the schemas. */
final class InfluxdbHistoryTest {
  private static final Instant T = Instant.parse("2026-11-21T00:00:00Z");
  private static final TimeRange DAY = new TimeRange(T, T.plus(Duration.ofDays(1)));
  private static final EntityKey.Node NODE = new EntityKey.Node("n1");
  private static final EntityKey.Pod WEB = new EntityKey.Pod("default", "web-1");
  private static final EntityKey.Pod DB = new EntityKey.Pod("default", "db-1");
  private static final EntityKey.Pod DNS = new EntityKey.Pod("kube-system", "web-1");
  private static final EntityKey.PodContainer NGINX = new EntityKey.PodContainer(WEB, "nginx");
  private static final EntityKey.SystemContainer UNIT =
      new EntityKey.SystemContainer(NODE, "system.slice/dev-disk-by\\x2duuid:a@1.service");
  private static final EntityKey.Namespace DEFAULT = new EntityKey.Namespace("default");
  private static final List<EntityKey> ALL =
      List.of(EntityKey.Cluster.INSTANCE, DEFAULT, NODE, WEB, DB, DNS, NGINX, UNIT);
  private static final Labels DISK = Labels.of("resource_id", "données\\x, a=b");

  @TempDir private static Path folder;
  private static InfluxdbServer server;
  private static final NaivePast PAST = new NaivePast();

  @BeforeAll
  static void fill() {
    server = InfluxdbServer.start(folder);
    var random = new Random(7);
    for (int minute = 0; minute < 300; minute++) {
      Instant at = T.plus(Duration.ofMinutes(minute));
      for (EntityKey key : ALL) {
        PAST.add(key, "memory/usage", at, random.nextLong(1L << 40));
        PAST.add(key, "uptime", at, minute * 60_000L);
      }
      // More digits than a double has; larger ones overflow inside the database when they are
      // added.
      PAST.add(NODE, "cpu/usage", at, (1L << 55) + minute);
      PAST.add(NODE, "cpu/node_utilization", at, minute % 3 == 0 ? 1 : random.nextDouble());
      PAST.add(WEB, "custom/queue.length", at, random.nextDouble());
      for (String disk : List.of("/", "données\\x, a=b")) {
        PAST.add(
            NODE,
            "filesystem/usage",
            Labels.of("resource_id", disk),
            at,
            new MetricValue(ValueType.INT64, random.nextInt(1000)));
      }
    }
    var other = new NaivePast();
    other.add(NODE, "memory/usage", T, -1);
    other.add(new EntityKey.Node("elsewhere"), "uptime", T, -1);
    for (Schema schema : Schema.values()) {
      String database = database(schema);
      server.query("CREATE DATABASE " + database + " WITH NAME \"default\"");
      assertThat(server.write(database, PAST.lines(schema, "default"))).isEqualTo(204);
      assertThat(server.write(database, other.lines(schema, "other"))).isEqualTo(204);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String database(Schema schema) {
    return "k8s_" + schema.name();
  }

  private static InfluxdbHistory history(
      URI address, String database, Schema schema, String cluster, HistoryLimits limits) {
    return new InfluxdbHistory(
        new InfluxdbConfig(
            address,
            "root",
            Secret.of("root"),
            false,
            null,
            database,
            Duration.ZERO,
            null,
            schema,
            cluster,
            false,
            1,
            false,
            false),
        limits);
  }

  private static InfluxdbHistory history(Schema schema) {
    return history(server.address(), database(schema), schema, "default", HistoryLimits.DEFAULT);
  }

  private static HistoryQuery values(EntityKey key, String metric) {
    return HistoryQuery.values(List.of(key), metric, Labels.EMPTY, DAY);
  }

  private static void assertAnswer(InfluxdbHistory history, HistoryQuery query)
      throws HistoryException {
    List<HistorySeries> answer = history.read(query);
    assertThat(answer).hasSameSizeAs(query.keys());
    for (int i = 0; i < answer.size(); i++) {
      assertSeries(answer.get(i), PAST.answer(query, query.keys().get(i)), query);
    }
  }

  private static void assertSeries(
      HistorySeries series, List<NaivePast.Row> expected, HistoryQuery query) {
    assertThat(series.size()).as("%s", query).isEqualTo(expected.size());
    for (int row = 0; row < series.size(); row++) {
      assertThat(series.timestamp(row)).isEqualTo(expected.get(row).at());
      for (int column = 0; column < series.columns(); column++) {
        MetricValue actual = series.value(row, column);
        MetricValue wanted = expected.get(row).values().get(column);
        if (wanted.type() == ValueType.INT64 && actual.type() == ValueType.INT64) {
          assertThat(actual.asLong()).isEqualTo(wanted.asLong());
        } else {
          double room = Math.abs(wanted.asDouble()) * 1e-12;
          assertThat(actual.asDouble()).isCloseTo(wanted.asDouble(), within(room));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void values_ofEveryKind_areThoseWritten(Schema schema) throws HistoryException {
    try (InfluxdbHistory history = history(schema)) {
      for (EntityKey key : ALL) {
        assertAnswer(history, values(key, "memory/usage"));
        assertAnswer(history, values(key, "uptime"));
      }
      assertAnswer(history, values(WEB, "custom/queue.length"));
      assertAnswer(history, values(NODE, "cpu/usage"));
      assertThat(history.read(values(NODE, "cpu/usage")).getFirst().value(1, 0))
          .isEqualTo(new MetricValue(ValueType.INT64, (1L << 55) + 1));
      assertAnswer(history, values(NODE, "cpu/node_utilization"));
      assertThat(history.read(values(NODE, "cpu/node_utilization")).getFirst().value(0, 0).type())
          .isEqualTo(ValueType.DOUBLE);
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void aggregates_ofAnyBucketAndRange_areAsComputedNaively(Schema schema) throws HistoryException {
    var random = new Random(11);
    List<Aggregation> every = List.of(Aggregation.values());
    try (InfluxdbHistory history = history(schema)) {
      for (Duration bucket :
          List.of(
              Duration.ZERO, Duration.ofMillis(1), Duration.ofMinutes(7), Duration.ofHours(2))) {
        Instant start = T.plusSeconds(random.nextInt(6_000));
        var range = new TimeRange(start, start.plusSeconds(60 + random.nextInt(9_000)));
        for (String metric : List.of("memory/usage", "cpu/node_utilization", "cpu/usage")) {
          List<EntityKey> keys = List.of(NODE);
          assertAnswer(history, new HistoryQuery(keys, metric, Labels.EMPTY, range, every, bucket));
          for (Aggregation one : every) {
            assertAnswer(
                history, new HistoryQuery(keys, metric, Labels.EMPTY, range, List.of(one), bucket));
          }
        }
        assertAnswer(
            history,
            new HistoryQuery(
                List.of(DNS, WEB, DB, WEB), "memory/usage", Labels.EMPTY, range, every, bucket));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void values_ofLabels_areThoseOfTheDevice(Schema schema) throws HistoryException {
    try (InfluxdbHistory history = history(schema)) {
      assertAnswer(history, HistoryQuery.values(List.of(NODE), "filesystem/usage", DISK, DAY));
      HistoryQuery all = values(NODE, "filesystem/usage");
      assertThat(history.read(all).getFirst().size()).isEqualTo(600);
      HistoryQuery none =
          HistoryQuery.values(
              List.of(NODE), "filesystem/usage", Labels.of("resource_id", "\\"), DAY);
      assertThat(history.read(none).getFirst().isEmpty()).isTrue();
    }
  }

  @Test
  void values_ofThousandPods_areAskedAtOnce() throws HistoryException {
    var pods = new ArrayList<EntityKey>();
    for (int i = 0; i < 998; i++) {
      pods.add(new EntityKey.Pod("default", "a-pod-with-quite-a-long-name-" + i));
    }
    pods.add(DB);
    pods.add(WEB);
    try (InfluxdbHistory history = history(Schema.VALUES)) {
      assertAnswer(history, HistoryQuery.values(pods, "memory/usage", Labels.EMPTY, DAY));
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void missing_entityMetricOrTime_isAnEmptySeries(Schema schema) throws HistoryException {
    try (InfluxdbHistory history = history(schema)) {
      assertThat(history.read(values(new EntityKey.Node("n2"), "uptime")).getFirst().size())
          .isZero();
      assertThat(history.read(values(NODE, "no/such")).getFirst().size()).isZero();
      var backwards = new TimeRange(T, T.minusSeconds(1));
      assertThat(
              history
                  .read(HistoryQuery.values(List.of(NODE), "uptime", Labels.EMPTY, backwards))
                  .getFirst()
                  .size())
          .isZero();
    }
  }

  @Test
  void ranges_beyondWhatTheDatabaseKnows_areCut() throws HistoryException {
    var ever =
        new TimeRange(Instant.parse("0001-01-01T00:00:01Z"), Instant.parse("9999-12-31T23:59:59Z"));
    try (InfluxdbHistory history = history(Schema.VALUES)) {
      assertAnswer(history, HistoryQuery.values(List.of(NODE), "uptime", Labels.EMPTY, ever));
      assertAnswer(
          history,
          new HistoryQuery(
              List.of(NODE),
              "uptime",
              Labels.EMPTY,
              ever,
              List.of(Aggregation.COUNT),
              Duration.ofSeconds(1)));
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void lists_ofNames_areThoseOfTheClusterAndTheRange(Schema schema) throws HistoryException {
    try (InfluxdbHistory history = history(schema)) {
      EntityKey cluster = EntityKey.Cluster.INSTANCE;
      assertThat(history.members(cluster, EntityKind.NODE, DAY)).containsExactly("n1");
      assertThat(history.members(cluster, EntityKind.NAMESPACE, DAY)).containsExactly("default");
      assertThat(history.members(DEFAULT, EntityKind.POD, DAY)).containsExactly("db-1", "web-1");
      assertThat(history.members(WEB, EntityKind.POD_CONTAINER, DAY)).containsExactly("nginx");
      assertThat(history.members(NODE, EntityKind.SYSTEM_CONTAINER, DAY))
          .containsExactly(UNIT.name());
      var later = new TimeRange(T.plus(Duration.ofDays(60)), T.plus(Duration.ofDays(61)));
      assertThat(history.members(cluster, EntityKind.NODE, later)).isEmpty();
      assertThatThrownBy(() -> history.members(NODE, EntityKind.POD, DAY))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void metricNames_ofAnEntity_areItsOwn(Schema schema) throws HistoryException {
    try (InfluxdbHistory history = history(schema)) {
      assertThat(history.metricNames(NODE, DAY))
          .containsExactly(
              "cpu/node_utilization", "cpu/usage", "filesystem/usage", "memory/usage", "uptime");
      assertThat(history.metricNames(WEB, DAY))
          .containsExactly("custom/queue.length", "memory/usage", "uptime");
      assertThat(history.metricNames(EntityKey.Cluster.INSTANCE, DAY))
          .containsExactly("memory/usage", "uptime");
      assertThat(history.metricNames(new EntityKey.Node("n2"), DAY)).isEmpty();
    }
  }

  @Test
  void clusters_inOneDatabase_areKeptApart() throws HistoryException {
    try (InfluxdbHistory other =
        history(
            server.address(),
            database(Schema.VALUES),
            Schema.VALUES,
            "other",
            HistoryLimits.DEFAULT)) {
      HistorySeries series = other.read(values(NODE, "memory/usage")).getFirst();
      assertThat(series.size()).isEqualTo(1);
      assertThat(series.value(0, 0).asLong()).isEqualTo(-1);
    }
  }

  @Test
  void values_withoutClusterName_belongToTheDefaultCluster() throws HistoryException {
    server.query("CREATE DATABASE old");
    var old = new NaivePast();
    old.add(NODE, "uptime", T, 3);
    server.write("old", old.lines(Schema.VALUES, ""));
    try (InfluxdbHistory history =
        history(server.address(), "old", Schema.VALUES, "default", HistoryLimits.DEFAULT)) {
      assertThat(history.read(values(NODE, "uptime")).getFirst().size()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP DATABASE k8s_VALUES; --",
        "n1' OR 'a'='a",
        "n1\"",
        "n1\\",
        "n1\n",
        "n1 ",
        "",
        "nöde",
        "n1\u0000",
        "\uD800",
        "n1;SHOW DATABASES",
        "/.*/"
      })
  void names_thatCouldBreakOut_areRefused(String name) throws HistoryException {
    var namespace = new EntityKey.Namespace(name);
    var pod = new EntityKey.Pod("default", name);
    try (InfluxdbHistory history = history(Schema.VALUES)) {
      assertInvalid("node name", name, () -> history.read(values(new EntityKey.Node(name), "x")));
      assertInvalid("namespace name", name, () -> history.read(values(namespace, "x")));
      assertInvalid("pod name", name, () -> history.read(values(pod, "x")));
      assertInvalid(
          "container name",
          name,
          () -> history.read(values(new EntityKey.PodContainer(WEB, name), "x")));
      assertInvalid("pod name", name, () -> history.metricNames(pod, DAY));
      assertInvalid("namespace name", name, () -> history.members(namespace, EntityKind.POD, DAY));
      if (!name.equals("/.*/")) {
        assertInvalid("metric name", name, () -> history.read(values(NODE, name + " ")));
      }
      assertAnswer(history, values(NODE, "uptime"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/'", "\"", "a\nb", "a\tb", "\u202E", "\u00A0"})
  void labels_thatCouldBreakOut_areRefused(String text) {
    try (InfluxdbHistory history = history(Schema.VALUES)) {
      assertInvalid(
          "label value",
          text,
          () ->
              history.read(
                  HistoryQuery.values(List.of(NODE), "x", Labels.of("resource_id", text), DAY)));
      assertInvalid(
          "label name",
          text,
          () -> history.read(HistoryQuery.values(List.of(NODE), "x", Labels.of(text, "a"), DAY)));
    }
  }

  private interface Question {
    Object ask() throws HistoryException;
  }

  private static void assertInvalid(String what, String name, Question question) {
    assertThatThrownBy(question::ask)
        .isInstanceOfSatisfying(
            HistoryException.class,
            e -> assertThat(e.reason()).isEqualTo(HistoryException.Reason.INVALID))
        .hasMessageStartingWith("Invalid " + what + " \"" + name);
  }
}
