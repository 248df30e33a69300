package io.heapster.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real InfluxDB 1.x in a folder of its own, on loopback; skips the test where none is there. */
final class OwnInfluxdb implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/influxd");

  private final Process process;
  final URI address;

  OwnInfluxdb(Path folder) throws IOException {
    assumeTrue(Files.isExecutable(BINARY), "influxd not installed (Debian: influxdb)");
    int port = freePort();
    address = URI.create("http://127.0.0.1:" + port);
    Path file = folder.resolve("influxdb.conf");
    Files.writeString(
        file,
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:%1$d"
        [meta]
        dir = "%2$s/meta"
        [data]
        dir = "%2$s/data"
        wal-dir = "%2$s/wal"
        query-log-enabled = false
        [monitor]
        store-enabled = false
        [http]
        bind-address = "127.0.0.1:%3$d"
        log-enabled = false
        """
            .formatted(freePort(), folder, port));
    process =
        new ProcessBuilder(BINARY.toString(), "-config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("influxd.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::answers);
  }

  private boolean answers() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest ping = HttpRequest.newBuilder(address.resolve("/ping")).build();
      return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
