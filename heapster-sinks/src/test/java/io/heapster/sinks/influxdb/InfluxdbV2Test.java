package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InfluxdbV2Test {
  private static final String V2 = "org=o&bucket=b&token=right";
  private static final EntityKey NODE = new EntityKey.Node("n1");

  @TempDir Path folder;
  private final V2StandIn server = new V2StandIn("b");

  private static DataBatch two() {
    var other = new EntityKey.Node("n2");
    return BatchScript.at(DemoTick.recently())
        .entity(NODE, Map.of("nodename", "n1"))
        .value(NODE, PlainMetrics.UPTIME, 1)
        .entity(other, Map.of("nodename", "n2"))
        .value(other, PlainMetrics.UPTIME, 2)
        .build();
  }

  private ConfiguredSink sink(String options) {
    return new ConfiguredSink(server.address(), options);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"VALUES, ''", "FIELDS, &withfields=true&gzip=true", "WIDE, &rows=wide"})
  void export_wholeTick_arrivesValueByValue(Schema schema, String more) throws Exception {
    DataBatch batch = DemoTick.demo();
    try (var sink = sink(V2 + more)) {
      sink.export(batch);
    }

    assertThat(server.problems).isEmpty();
    assertThat(server.values).isEqualTo(StoredValues.of(batch, schema, "default").values);
    assertThat(server.gzipSeen).isEqualTo(more.contains("gzip"));
  }

  @Test
  void export_tokenRefusedThenReplaced_isHeldAndRecovers() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "wrong");
    try (var sink = sink("org=o&bucket=b&tokenFile=" + file)) {
      assertThatThrownBy(() -> sink.export(two()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("tokenFile");

      Files.writeString(file, "right\n");
      sink.export(two());

      server.token = "newer";
      Files.writeString(file, "newer");
      sink.export(two());
      assertThat(sink.rows("delivered")).isEqualTo(4);
    }
  }

  @Test
  void export_bucketMissing_isMade() throws Exception {
    server.buckets.clear();
    try (var sink = sink(V2 + "&retention=7d")) {
      sink.export(two());

      assertThat(server.buckets).containsExactly("b");
      assertThat(sink.rows("delivered")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"7d, 604800", "36500d, 2147483647"})
  void export_bucketMissing_isMadeWithTheRetentionThatFits(String retention, int seconds)
      throws Exception {
    server.buckets.clear();
    try (var sink = sink(V2 + "&retention=" + retention)) {
      sink.export(two());
    }

    assertThat(server.bucketRequests)
        .singleElement()
        .asString()
        .containsPattern("\"everySeconds\": *" + seconds + "\\b");
  }

  @Test
  void export_bucketMissingAndNotToBeMade_isHeld() {
    try (var sink = sink(V2)) {
      server.next(404, "bucket not found", "");
      server.next(403, "insufficient permissions", "");

      assertThatThrownBy(() -> sink.export(two()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("bucket \"b\"")
          .hasMessageContaining("insufficient permissions");
    }
  }

  @Test
  void export_tooLarge_isSplit() throws Exception {
    try (var sink = sink(V2)) {
      server.next(413, "too large", "");
      sink.export(two());

      assertThat(server.values).hasSize(2);
      assertThat(sink.rows("delivered")).isEqualTo(2);
      assertThat(sink.deadLetters).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void export_patienceAsked_isGivenFor(int status) {
    try (var sink = sink(V2)) {
      server.next(status, "later", "17");

      assertThatThrownBy(() -> sink.export(two()))
          .isInstanceOfSatisfying(
              RetryLaterException.class,
              e -> assertThat(e.after()).contains(Duration.ofSeconds(17)));
    }
  }

  @Test
  void export_serverError_isToBeTriedAgain() throws Exception {
    try (var sink = sink(V2)) {
      server.next(500, "internal", "");
      assertThatThrownBy(() -> sink.export(two()))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("500");

      sink.export(two());
      assertThat(server.values).hasSize(2);
    }
  }
}
