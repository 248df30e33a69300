package io.heapster.sinks.influxdb.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.heapster.core.config.Secret;
import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistoryException.Reason;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.influxdb.InfluxdbConfig;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.InfluxdbServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller is told when the database is away, slow, unwilling, or holds too much. */
final class InfluxdbHistoryFaultsTest {
  private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");
  private static final EntityKey.Node NODE = new EntityKey.Node("n1");
  private static final HistoryLimits UNREACHED = new HistoryLimits(Duration.ofMillis(300), 100);

  /** Time enough to connect in. */
  private static final HistoryLimits SHORT = new HistoryLimits(Duration.ofSeconds(2), 100);

  private static InfluxdbHistory history(URI address, String password, HistoryLimits limits) {
    return new InfluxdbHistory(
        new InfluxdbConfig(
            address,
            InfluxdbServer.ADMIN,
            Secret.of(password),
            false,
            null,
            "k8s",
            Duration.ZERO,
            null,
            Schema.VALUES,
            "default",
            false,
            1,
            false,
            false),
        limits);
  }

  private static HistoryQuery seconds(int count) {
    return HistoryQuery.values(
        List.of(NODE), "uptime", Labels.EMPTY, new TimeRange(T, T.plusSeconds(count - 1)));
  }

  private static void assertFails(InfluxdbHistory history, Reason reason, String... texts) {
    assertThatThrownBy(() -> history.read(seconds(10)))
        .isInstanceOfSatisfying(
            HistoryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .message()
        .contains(texts);
  }

  @Test
  void points_twoHundredThousand_areTheMostOfAnAnswer(@TempDir Path folder)
      throws HistoryException {
    try (InfluxdbServer server = InfluxdbServer.start(folder);
        InfluxdbHistory history = history(server.address(), "", HistoryLimits.DEFAULT)) {
      server.query("CREATE DATABASE k8s");
      int written = 200_001;
      var lines = new StringBuilder();
      for (int i = 0; i < written; i++) {
        lines.append("uptime,type=node,nodename=n1 value=").append(i).append("i ");
        lines.append(T.plusSeconds(i).getEpochSecond()).append("000000000\n");
        if (i % 50_000 == 0 || i == written - 1) {
          assertThat(server.write("k8s", lines.toString())).isEqualTo(204);
          lines.setLength(0);
        }
      }
      assertThat(history.read(seconds(200_000)).getFirst().size()).isEqualTo(200_000);
      assertThatThrownBy(() -> history.read(seconds(written)))
          .isInstanceOfSatisfying(
              HistoryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
          .hasMessageContainingAll("200000 values", "narrow the range", "metrics-aggregated");
    }
  }

  @Test
  void server_away_failsWithItsAddress() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI address = URI.create("http://127.0.0.1:" + port);
    try (InfluxdbHistory history = history(address, "", HistoryLimits.DEFAULT)) {
      assertFails(history, Reason.FAILED, "unable to run query", address.toString());
    }
  }

  @Test
  void server_thatNobodyReaches_isNotCalledSlow() throws Exception {
    var full = new ArrayList<SocketChannel>();
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InfluxdbHistory history =
            history(URI.create("http://127.0.0.1:" + socket.getLocalPort()), "", UNREACHED)) {
      // More than it keeps waiting: the kernel drops what asks for a connection after them.
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        full.add(channel);
        channel.configureBlocking(false);
        channel.connect(socket.getLocalSocketAddress());
      }
      assertFails(history, Reason.FAILED, "no connection to InfluxDB at http://127.0.0.1:");
    } finally {
      for (SocketChannel channel : full) {
        channel.close();
      }
    }
  }

  @Test
  void server_silent_isGivenUpAtTheLimit() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InfluxdbHistory history =
            history(URI.create("http://127.0.0.1:" + socket.getLocalPort()), "", SHORT)) {
      assertFails(history, Reason.TIMED_OUT, "did not answer within 2000 ms");
    }
  }

  @Test
  void server_tricklingRows_isGivenUpAtTheLimit() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/query",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] empty = "{\"results\":[]}\n".getBytes(StandardCharsets.US_ASCII);
          try (var body = exchange.getResponseBody()) {
            while (true) {
              body.write(empty);
              body.flush();
            }
          }
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (InfluxdbHistory history = history(address, "", SHORT)) {
      assertFails(history, Reason.TIMED_OUT, "did not answer within 2000 ms");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void server_unwilling_isQuoted(@TempDir Path folder) throws HistoryException {
    try (InfluxdbServer server = InfluxdbServer.startAuthenticated(folder)) {
      try (InfluxdbHistory history = history(server.address(), "wrong", HistoryLimits.DEFAULT)) {
        assertFails(history, Reason.FAILED, "401", "authorization failed");
      }
      String right = InfluxdbServer.ADMIN_PASSWORD;
      try (InfluxdbHistory history = history(server.address(), right, HistoryLimits.DEFAULT)) {
        assertFails(history, Reason.FAILED, "database not found: k8s");
        server.query("CREATE DATABASE k8s");
        assertThat(history.read(seconds(10)).getFirst().isEmpty()).isTrue();
        var range = new TimeRange(T, T);
        assertThat(history.members(EntityKey.Cluster.INSTANCE, EntityKind.NODE, range)).isEmpty();
      }
    }
  }

  @Test
  void server_ofAnotherKind_isQuotedBriefly() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/query",
        exchange -> {
          byte[] page = ("<html>not here" + "!".repeat(9000)).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(502, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (InfluxdbHistory history = history(address, "", HistoryLimits.DEFAULT)) {
      assertFails(history, Reason.FAILED, "answered 502: <html>not here!!!", "!...");
    } finally {
      server.stop(0);
    }
  }
}
