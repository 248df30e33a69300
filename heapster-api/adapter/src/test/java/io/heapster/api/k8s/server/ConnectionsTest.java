package io.heapster.api.k8s.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are kept and closed, over real sockets. */
final class ConnectionsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private int port;

  private void listen(boolean trusted, int most, Duration patience) throws Exception {
    var connections = new Connections(vertx, shown -> trusted, most, patience);
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(connections::opened)
            .requestHandler(request -> {
              connections.asked(request.connection());
              request.response().end();
            });
    port =
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get().actualPort();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** One connection of a client that reads line by line. */
  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    private final BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

    Client() throws IOException {
      socket.setSoTimeout(20_000);
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** The status line of the answer; null when the connection was closed. */
    String ask() throws IOException {
      send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      String status = in.readLine();
      for (String line = status; line != null && !line.isEmpty(); line = in.readLine()) {
        // the rest of the head; there is no body
      }
      return status;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void connectionThatBringsNoRequest_isClosedAndOthersStay() throws Exception {
    listen(false, 10, Duration.ofSeconds(2));
    try (var used = new Client()) {
      assertThat(used.ask()).isEqualTo("HTTP/1.1 200 OK");
      try (var slow = new Client()) {
        slow.send("GET / HTTP/1.1\r\nHo");
        assertThat(slow.in.readLine()).isNull();
      }
      assertThat(used.ask()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void tooManyConnections_closeTheOneUnusedLongest() throws Exception {
    listen(false, 2, LONG);
    try (var first = new Client();
        var second = new Client()) {
      assertThat(first.ask()).isNotNull();
      assertThat(second.ask()).isNotNull();
      assertThat(first.ask()).isNotNull();
      try (var third = new Client()) {
        assertThat(third.ask()).isNotNull();
        assertThat(second.in.readLine()).isNull();
        assertThat(first.ask()).isNotNull();
      }
    }
  }

  @Test
  void connectionsWithACertificateThatCounts_areNotLimited() throws Exception {
    listen(true, 1, LONG);
    try (var first = new Client();
        var second = new Client()) {
      assertThat(first.ask()).isNotNull();
      assertThat(second.ask()).isNotNull();
      assertThat(first.ask()).isNotNull();
    }
  }
}
