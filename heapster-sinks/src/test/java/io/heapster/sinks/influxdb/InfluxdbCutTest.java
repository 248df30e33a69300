package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.model.DataBatch;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.InfluxdbServer;
import io.heapster.sinks.testing.TcpStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a real server that break in the middle of a request. */
final class InfluxdbCutTest {
  @TempDir Path folder;

  /** Bytes that callers may still send before their connection is cut. */
  private final AtomicLong passing = new AtomicLong(Long.MAX_VALUE);

  @Test
  void export_connectionCutInMidBody_isSentAgainAndStoredOnce() throws Exception {
    DataBatch batch = DemoTick.demo();
    try (var server = InfluxdbServer.start(folder);
        var proxy = TcpStandIn.start(0, client -> forward(client, server.address().getPort()));
        var sink = new ConfiguredSink("http://127.0.0.1:" + proxy.port(), "")) {
      passing.set(200_000);

      assertThatThrownBy(() -> sink.export(batch)).isInstanceOf(IOException.class);
      passing.set(Long.MAX_VALUE);
      sink.export(batch);

      StoredValues stored =
          StoredValues.of(server.query("k8s", "SELECT * FROM \"default\"./.*/ GROUP BY *"));
      assertThat(stored.values).isEqualTo(StoredValues.of(batch, Schema.VALUES, "default").values);
      assertThat(sink.deadLetters).isEmpty();
    }
  }

  private void forward(Socket client, int port) throws IOException {
    try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread answers =
          Thread.ofVirtual()
              .start(() -> {
                try (OutputStream out = client.getOutputStream()) {
                  server.getInputStream().transferTo(out);
                } catch (IOException e) {
                  // the other direction was cut
                }
              });
      byte[] some = new byte[8192];
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        if (passing.addAndGet(-read) < 0) {
          break;
        }
        out.write(some, 0, read);
      }
      client.close();
      answers.interrupt();
    }
  }
}
