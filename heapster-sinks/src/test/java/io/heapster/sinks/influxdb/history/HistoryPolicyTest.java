package io.heapster.sinks.influxdb.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.testing.InfluxdbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that has a default retention policy of its own, beside the sink's. */
final class HistoryPolicyTest {
  private static final Instant T = Instant.parse("2026-11-21T00:00:00Z");
  private static final TimeRange DAY = new TimeRange(T, T.plus(Duration.ofDays(1)));
  private static final EntityKey NODE = new EntityKey.Node("n1");

  @TempDir Path folder;

  private static InfluxdbHistory history(InfluxdbServer server, String options) {
    var uri = ComponentUri.parse("influxdb:" + server.address() + options, _ -> null);
    var config = InfluxdbConfig.from(uri.base(), new Options("sink", uri.options()));
    return new InfluxdbHistory(config, HistoryLimits.DEFAULT);
  }

  private static void write(InfluxdbServer server, String policy, int value) {
    String tags = ",cluster_name=default,type=node,nodename=n1 ";
    String time = " " + T.plusSeconds(60).getEpochSecond() + "000000000\n";
    assertThat(
            server.write(
                "k8s&rp=" + policy,
                "cpu/usage"
                    + tags
                    + "value="
                    + value
                    + "i"
                    + time
                    + "cpu"
                    + tags
                    + "usage="
                    + value
                    + "i"
                    + time
                    + "node"
                    + tags
                    + "cpu/usage="
                    + value
                    + "i"
                    + time))
        .isEqualTo(204);
  }

  private static void assertReads(InfluxdbHistory history, int value) throws HistoryException {
    HistorySeries series =
        history.read(HistoryQuery.values(List.of(NODE), "cpu/usage", Labels.EMPTY, DAY)).getFirst();
    assertThat(series.size()).isEqualTo(1);
    assertThat(series.value(0, 0).asLong()).isEqualTo(value);
    assertThat(history.metricNames(NODE, DAY)).contains("cpu/usage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?withfields=true", "?rows=wide"})
  void read_twoPolicies_isFromTheOneThatIsWrittenTo(String options) throws Exception {
    try (var server = InfluxdbServer.start(folder);
        InfluxdbHistory history = history(server, options)) {
      server.query(
          "CREATE DATABASE k8s;"
              + "CREATE RETENTION POLICY \"default\" ON k8s DURATION INF REPLICATION 1");
      write(server, "autogen", 1);
      write(server, "default", 2);

      assertReads(history, 2);
    }
  }

  @Test
  void read_noPolicyOfOurs_isFromTheDefaultOne() throws Exception {
    try (var server = InfluxdbServer.start(folder);
        InfluxdbHistory history = history(server, "")) {
      server.query("CREATE DATABASE k8s");
      write(server, "autogen", 1);

      assertReads(history, 1);
    }
  }
}
