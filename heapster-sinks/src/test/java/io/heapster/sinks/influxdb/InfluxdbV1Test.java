package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.InfluxdbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server. */
final class InfluxdbV1Test {
  /** Once: what is written twice must not depend on the minute in which that is. */
  private static final Instant RECENTLY = DemoTick.recently();

  @TempDir Path folder;

  private static ConfiguredSink sink(InfluxdbServer server, String options) {
    return new ConfiguredSink(server.address().toString(), options);
  }

  private static BatchScript nodes(int count) {
    var script = BatchScript.at(RECENTLY);
    for (int i = 0; i < count; i++) {
      var node = new EntityKey.Node("n" + i);
      script.entity(node, Map.of("nodename", "n" + i)).value(node, PlainMetrics.UPTIME, i);
    }
    return script;
  }

  private static long count(InfluxdbServer server, String measurement) {
    return count(server, "default", measurement);
  }

  private static long count(InfluxdbServer server, String policy, String measurement) {
    return server
        .query("k8s", "SELECT count(value) FROM \"" + policy + "\".\"" + measurement + "\"")
        .at("/0/series/0/values/0/1")
        .asLong();
  }

  /** Name, duration, and whether it is the default, of each retention policy. */
  private static List<String> policies(InfluxdbServer server, String database) {
    var policies = new ArrayList<String>();
    for (JsonNode policy :
        server.query("SHOW RETENTION POLICIES ON \"" + database + "\"").at("/0/series/0/values")) {
      policies.add(
          policy.path(0).asText() + " " + policy.path(1).asText() + " " + policy.path(4).asText());
    }
    return policies;
  }

  @ParameterizedTest
  @CsvSource({
    "VALUES, ''",
    "FIELDS, withfields=true&gzip=true",
    "WIDE, rows=wide",
    "VALUES, gzip=true&concurrency=3"
  })
  void export_wholeTick_isReadBackValueByValue(Schema schema, String options) throws Exception {
    DataBatch batch = DemoTick.demo();
    try (var server = InfluxdbServer.start(folder);
        var sink = sink(server, options)) {
      sink.export(batch);

      StoredValues expected = StoredValues.of(batch, schema, "default");
      StoredValues stored =
          StoredValues.of(server.query("k8s", "SELECT * FROM \"default\"./.*/ GROUP BY *"));
      assertThat(stored.values.size()).isGreaterThan(15_000);
      assertThat(stored.values).isEqualTo(expected.values);
      assertThat(sink.deadLetters).isEmpty();
      if (schema != Schema.WIDE) {
        assertThat(sink.rows("delivered")).isEqualTo(expected.values.size());
      }
    }
  }

  @Test
  void export_retention_isSetAndAltered() throws Exception {
    try (var server = InfluxdbServer.start(folder)) {
      exportOnce(server, "db=my-db");
      assertThat(policies(server, "my-db")).containsExactly("default 0s true");

      exportOnce(server, "db=my-db&retention=7d");
      assertThat(policies(server, "my-db")).containsExactly("default 168h0m0s true");

      exportOnce(server, "db=my-db&retention=2h");
      assertThat(policies(server, "my-db")).containsExactly("default 2h0m0s true");

      exportOnce(server, "db=my-db");
      assertThat(policies(server, "my-db")).containsExactly("default 2h0m0s true");

      exportOnce(server, "db=my-db&retention=0");
      assertThat(policies(server, "my-db")).containsExactly("default 0s true");

      exportOnce(server, "db=other&retention=36h");
      assertThat(policies(server, "other")).containsExactly("default 36h0m0s true");
    }
  }

  @Test
  void export_databaseMadeByHand_getsThePolicyAndKeepsItsDefault() throws Exception {
    try (var server = InfluxdbServer.start(folder)) {
      server.query("CREATE DATABASE k8s; CREATE DATABASE timed");

      exportOnce(server, "");
      exportOnce(server, "db=timed&retention=3d");

      assertThat(policies(server, "k8s")).containsExactly("autogen 0s true", "default 0s false");
      assertThat(policies(server, "timed"))
          .containsExactly("autogen 0s true", "default 72h0m0s false");
      assertThat(count(server, "uptime")).isEqualTo(3);
    }
  }

  @Test
  void export_databaseNameFullOfQuotes_isQuoted() throws Exception {
    try (var server = InfluxdbServer.start(folder)) {
      exportOnce(server, "db=a%22b%20c");

      assertThat(policies(server, "a\\\"b c")).containsExactly("default 0s true");
    }
  }

  private static void exportOnce(InfluxdbServer server, String options) throws Exception {
    try (var sink = sink(server, options)) {
      sink.export(nodes(3).build());
      assertThat(sink.rows("delivered")).isEqualTo(3);
    }
  }

  @Test
  void export_wrongPasswordThenRightOne_isHeldAndRecovers() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "wrong\n");
    try (var server = InfluxdbServer.startAuthenticated(folder);
        var sink = sink(server, "user=admin&pwFile=" + file)) {
      assertThatThrownBy(() -> sink.export(nodes(3).build()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("authorization failed")
          .hasMessageContaining("pwFile");

      Files.writeString(file, InfluxdbServer.ADMIN_PASSWORD);
      sink.export(nodes(3).build());
      assertThat(count(server, "uptime")).isEqualTo(3);

      server.query("SET PASSWORD FOR admin = 'newer'; CREATE USER x WITH PASSWORD 'x'");
      Files.writeString(file, "newer");
      sink.export(nodes(4).build());
      assertThat(sink.rows("delivered")).isEqualTo(7);
    }
  }

  @Test
  void export_userMayOnlyWrite_usesWhatIsThere() throws Exception {
    try (var server = InfluxdbServer.startAuthenticated(folder);
        var sink = sink(server, "user=writer&pw=w")) {
      server.query("CREATE USER writer WITH PASSWORD 'w'");
      assertThatThrownBy(() -> sink.export(nodes(3).build()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("GRANT");

      server.query("CREATE DATABASE k8s; GRANT ALL ON k8s TO writer");
      sink.export(nodes(3).build());

      assertThat(count(server, "autogen", "uptime")).isEqualTo(3);
      assertThat(policies(server, "k8s")).containsExactly("autogen 0s true");
    }
  }

  @Test
  void export_oneBadRowOfTenThousand_isSetAsideAlone() throws Exception {
    var bad = new EntityKey.Node("n7777");
    var custom = Metric.custom("depth", MetricKind.GAUGE);
    try (var server = InfluxdbServer.start(folder);
        var sink = sink(server, "")) {
      sink.export(nodes(1).build());
      // The metric is known there as a text, which it is not.
      assertThat(server.write("k8s&rp=default", "custom/depth value=\"deep\"")).isEqualTo(204);

      BatchScript script = nodes(9_999);
      sink.export(script.value(bad, custom, 1.5).build());

      assertThat(sink.deadLetters).hasSize(1);
      assertThat(sink.deadLetters.getFirst())
          .contains("field type conflict")
          .contains("custom/depth,cluster_name=default,nodename=n7777 value=1.5 ");
      assertThat(count(server, "uptime")).isEqualTo(9_999);
      assertThat(sink.rows("delivered")).isEqualTo(10_000);
      assertThat(sink.rows("dead_letter")).isEqualTo(1);
    }
  }

  @Test
  void export_lastingFieldTypeConflict_isShownOnceAndCounted() throws Exception {
    var custom = Metric.custom("depth", MetricKind.GAUGE);
    try (var server = InfluxdbServer.start(folder);
        var sink = sink(server, "")) {
      sink.export(nodes(1).build());
      assertThat(server.write("k8s&rp=default", "custom/depth value=\"deep\"")).isEqualTo(204);

      BatchScript script = nodes(2_000);
      for (int i = 0; i < 2_000; i++) {
        script.value(new EntityKey.Node("n" + i), custom, 1.5);
      }
      sink.export(script.build());

      assertThat(sink.deadLetters).hasSize(1);
      assertThat(sink.rows("dropped")).isEqualTo(1_999);
      assertThat(sink.rows("delivered")).isEqualTo(2_001);
      assertThat(sink.calls("refused")).isLessThan(30);
      assertThat(count(server, "uptime")).isEqualTo(2_000);
    }
  }

  @Test
  void export_moreSeriesThanAllowed_countsWhatIsDropped() throws Exception {
    try (var server = InfluxdbServer.start(folder, Map.of("max-series-per-database", "100"));
        var sink = sink(server, "")) {
      sink.export(nodes(80).build());
      // The server takes no new series at all from a request that has too many of them.
      sink.export(nodes(150).build());

      assertThat(count(server, "uptime")).isEqualTo(80);
      assertThat(sink.rows("dropped")).isEqualTo(70);
      assertThat(sink.rows("delivered")).isEqualTo(160);
      assertThat(sink.deadLetters).isEmpty();
    }
  }

  @Test
  void export_moreValuesOfATagThanAllowed_countsWhatIsDropped() throws Exception {
    try (var server = InfluxdbServer.start(folder, Map.of("max-values-per-tag", "100"));
        var sink = sink(server, "")) {
      sink.export(nodes(100).build());
      sink.export(nodes(150).build());

      assertThat(count(server, "uptime")).isEqualTo(100);
      assertThat(sink.rows("dropped")).isEqualTo(50);
      assertThat(sink.rows("delivered")).isEqualTo(200);
      assertThat(sink.deadLetters).isEmpty();
    }
  }

  @Test
  void export_olderThanRetention_countsWhatIsDropped() throws Exception {
    var node = new EntityKey.Node("n1");
    DataBatch old =
        BatchScript.at(RECENTLY.minus(Duration.ofHours(3)))
            .entity(node, Map.of("nodename", "n1"))
            .value(node, PlainMetrics.UPTIME, 1)
            .build();
    try (var server = InfluxdbServer.start(folder);
        var sink = sink(server, "retention=1h")) {
      sink.export(old);

      assertThat(sink.rows("dropped")).isEqualTo(1);
      assertThat(sink.deadLetters).isEmpty();
    }
  }

  @Test
  void export_serverAppearsLaterAndRestarts_goesOn() throws Exception {
    try (var server = InfluxdbServer.stopped(folder, Map.of());
        var sink = sink(server, "")) {
      assertThatThrownBy(() -> sink.export(nodes(3).build())).isInstanceOf(IOException.class);

      server.start();
      sink.export(nodes(3).build());
      server.stop();
      assertThatThrownBy(() -> sink.export(nodes(4).build())).isInstanceOf(IOException.class);
      server.start();
      sink.export(nodes(4).build());

      assertThat(count(server, "uptime")).isEqualTo(4);
      assertThat(sink.rows("delivered")).isEqualTo(7);
    }
  }

  @Test
  void export_databaseOrPolicyDropped_isMadeAgain() throws Exception {
    try (var server = InfluxdbServer.start(folder);
        var sink = sink(server, "retention=7d")) {
      sink.export(nodes(3).build());
      server.query("DROP DATABASE k8s");
      sink.export(nodes(4).build());

      assertThat(policies(server, "k8s")).containsExactly("default 168h0m0s true");
      assertThat(count(server, "uptime")).isEqualTo(4);

      server.query("DROP RETENTION POLICY \"default\" ON k8s");
      sink.export(nodes(5).build());

      assertThat(policies(server, "k8s")).containsExactly("default 168h0m0s true");
      assertThat(count(server, "uptime")).isEqualTo(5);
    }
  }

  @Test
  void export_oddLabels_areReadBackAsTheyAre() throws Exception {
    var node = new EntityKey.Node("n1");
    var labels = Map.of("labels", "a=b, c\\d\\,e\\=\"f\" #g", "nodename", "ü漢😀");
    DataBatch batch =
        BatchScript.at(RECENTLY).entity(node, labels).value(node, PlainMetrics.UPTIME, 1).build();
    try (var server = InfluxdbServer.start(folder);
        var sink = sink(server, "")) {
      sink.export(batch);

      assertThat(StoredValues.of(server.query("k8s", "SELECT * FROM uptime GROUP BY *")).values)
          .isEqualTo(StoredValues.of(batch, Schema.VALUES, "default").values);
    }
  }
}
