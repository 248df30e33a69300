package io.heapster.sinks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.config.Secret;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.testing.HttpStandIn;
import io.heapster.sinks.testing.HttpStandIn.Answer;
import io.heapster.sinks.testing.ManualTime;
import io.heapster.sinks.testing.TcpStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpPosterTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpAccess OPEN =
      new HttpAccess(new Credentials.Anonymous(), null, false, false, List.of(), null);

  private final HttpStandIn server = HttpStandIn.start(_ -> Answer.of(204, ""));
  private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpReply post(URI uri, HttpAccess access, String body)
      throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(UTF_8);
    var type = new HttpAccess.Header("Content-Type", "text/plain");
    try (var poster = new HttpPoster(uri, access, List.of(type), LIMIT, time)) {
      return poster.post(RequestBody.of(bytes, 0, bytes.length));
    }
  }

  private HttpReply post() throws IOException, InterruptedException {
    return post(URI.create(server.uri() + "/in"), OPEN, "body");
  }

  private static HttpAccess as(Credentials credentials) {
    return new HttpAccess(credentials, null, false, false, List.of(), null);
  }

  @Test
  void post_accepted_sentBodyTypeAndLength() throws Exception {
    assertThat(post().result()).isEqualTo(SendResult.ACCEPTED);

    HttpStandIn.Call call = server.calls().getFirst();
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.target()).isEqualTo("/in");
    assertThat(call.header("Content-Type")).isEqualTo("text/plain");
    assertThat(call.header("Content-Length")).isEqualTo("4");
    assertThat(call.header("Authorization")).isEmpty();
    assertThat(call.body()).asString().isEqualTo("body");
  }

  @Test
  void post_gzip_sentCompressed() throws Exception {
    post(URI.create(server.uri()), OPEN.withGzip(true), "a".repeat(100_000));

    HttpStandIn.Call call = server.calls().getFirst();
    assertThat(call.body()).hasSizeLessThan(1_000);
    assertThat(call.content()).asString().isEqualTo("a".repeat(100_000));
  }

  @Test
  void post_credentialsInFile_readAtEachRequest(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    HttpAccess access = as(new Credentials.Bearer(Secret.in(file)));

    post(URI.create(server.uri()), access, "");
    Files.writeString(file, "two\n");
    post(URI.create(server.uri()), access, "");
    post(URI.create(server.uri()), as(new Credentials.Basic("me", Secret.of("pä:ss"))), "");

    assertThat(server.calls().stream().map(call -> call.header("Authorization")))
        .containsExactly("Bearer one", "Bearer two", "Basic bWU6cMOkOnNz");
  }

  @Test
  void post_secretFileGone_isHeld(@TempDir Path folder) {
    HttpAccess access = as(new Credentials.Bearer(Secret.in(folder.resolve("none"))));

    assertThatThrownBy(() -> post(URI.create(server.uri()), access, ""))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining("none");
  }

  @Test
  void post_secretNoHeaderCanHold_isHeldWithoutTellingIt() {
    HttpAccess access = as(new Credentials.Bearer(Secret.of("to\nken")));

    assertThatThrownBy(() -> post(URI.create(server.uri()), access, ""))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageNotContaining("ken;")
        .hasMessageContaining("credentials hold characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 402, 403, 404, 405, 406, 407, 410, 411, 415, 418, 421, 426, 431})
  void post_refusesUs_isHeld(int status) {
    server.answer(_ -> Answer.of(status, "go away\n").with("Location", "http://other/"));

    assertThatThrownBy(this::post)
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining(server.uri() + "/in: HTTP status " + status + ": go away");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void post_refusesContent_isRefusedWithItsReason(int status) throws Exception {
    server.answer(_ -> Answer.of(status, "bad\n  row: " + "x".repeat(1000)));

    SendResult result = post().result();

    String reason = "HTTP status " + status + ": bad row: " + "x".repeat(300 - 9);
    assertThat(result).isEqualTo(new SendResult.Refused(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Client sent an HTTP request to an HTTPS server.\n",
        "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
        "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
        "Bad Request\nThis combination of host and port requires TLS.\n",
      })
  void post_plainHttpAtTlsPort_isHeldWithTheWayOut(String said) {
    server.answer(_ -> Answer.of(400, said));

    assertThatThrownBy(this::post)
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining("use https://");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 422})
  void post_answeredByPageForPeople_isHeld(int status) {
    server.answer(_ -> Answer.of(status, "hello").with("Content-Type", "Text/HTML; charset=utf-8"));
    assertThatThrownBy(this::post)
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining("check the address");

    server.answer(_ -> Answer.of(status, "\n<!DOCTYPE html>\n<title>Log in</title>"));
    assertThatThrownBy(this::post).isInstanceOf(SinkHeldException.class);
  }

  @Test
  void post_tooLargeForProxy_isRefusedSoThatLessIsTried() throws Exception {
    server.answer(_ -> Answer.of(413, "<html>").with("Content-Type", "text/html"));

    assertThat(post().result()).isInstanceOf(SendResult.Refused.class);
  }

  @Test
  void post_formatNotTaken_isHeldAndNamesCompression() {
    server.answer(_ -> Answer.of(415, ""));

    assertThatThrownBy(() -> post(URI.create(server.uri()), OPEN.withGzip(true), "x"))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageEndingWith("(gzip=false?)");
  }

  @Test
  void post_headerFile_readAtEachRequest(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("headers"), "X-Key: one\n\nX-Two: b:c \r\n");
    var access =
        new HttpAccess(
            new Credentials.Anonymous(),
            null,
            false,
            false,
            List.of(new HttpAccess.Header("X-Plain", "p")),
            file);

    post(URI.create(server.uri()), access, "");
    Files.writeString(file, "X-Key: two");
    post(URI.create(server.uri()), access, "");

    assertThat(server.calls().getFirst().header("X-Two")).isEqualTo("b:c");
    assertThat(server.calls().stream().map(call -> call.header("X-Key")))
        .containsExactly("one", "two");
    assertThat(server.calls().getLast().header("X-Plain")).isEqualTo("p");

    Files.writeString(file, "X-Key: ok\nHost: hush");
    assertThatThrownBy(() -> post(URI.create(server.uri()), access, ""))
        .isInstanceOf(SinkHeldException.class)
        .hasMessage("headerFile " + file + ", line 2 \"Host\": is set by the sink itself");
    Files.delete(file);
    assertThatThrownBy(() -> post(URI.create(server.uri()), access, ""))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining("headerFile " + file + " cannot be read");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void post_overloaded_saysWhenToComeBack(int status) {
    server.answer(_ -> Answer.of(status, "busy").with("Retry-After", "17"));
    assertThatThrownBy(this::post)
        .isInstanceOfSatisfying(
            RetryLaterException.class, e -> assertThat(e.after()).contains(Duration.ofSeconds(17)));

    server.answer(_ -> Answer.of(status, "").with("Retry-After", "Thu, 01 Jan 2026 00:02:00 GMT"));
    assertThatThrownBy(this::post)
        .isInstanceOfSatisfying(
            RetryLaterException.class, e -> assertThat(e.after()).contains(Duration.ofMinutes(2)));

    server.answer(_ -> new Answer(status, new byte[0], Map.of("Retry-After", "soon")));
    assertThatThrownBy(this::post)
        .isInstanceOfSatisfying(RetryLaterException.class, e -> assertThat(e.after()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 500, 502, 504})
  void post_serverFails_isTriedAgain(int status) {
    // Also in HTML, as proxies say it.
    server.answer(_ -> Answer.of(status, "oops").with("Content-Type", "text/html"));

    assertThatThrownBy(this::post)
        .isExactlyInstanceOf(status < 500 ? IOException.class : ServerErrorException.class)
        .hasMessageContaining("HTTP status " + status + ": oops");
  }

  @Test
  void post_deadServer_failsAndPassesOnceItIsBack() throws Exception {
    int port = server.port();
    server.close();

    assertThatThrownBy(this::post)
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("cannot connect to 127.0.0.1:" + port + ": Connection refused");

    try (var _ = HttpStandIn.start(port, _ -> Answer.of(200, "{}"))) {
      assertThat(post().result()).isEqualTo(SendResult.ACCEPTED);
    }
  }

  @Test
  void post_noSuchHost_isSaid() {
    assertThatThrownBy(() -> post(URI.create("http://heapster.invalid/x"), OPEN, "x"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("cannot connect to heapster.invalid:80: no such host");
  }

  @Test
  void post_connectionCutInMidBody_fails() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread cutting = Thread.ofVirtual().start(() -> cut(listener));
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort());

      assertThatThrownBy(() -> post(uri, OPEN, "x".repeat(50_000_000)))
          .isInstanceOf(IOException.class);
      cutting.join();
    }
  }

  @Test
  void post_earlyAnswerToLargeBody_isUnderstood() throws Exception {
    try (var server =
        TcpStandIn.start(
            0,
            client -> {
              client.getInputStream().readNBytes(200);
              client
                  .getOutputStream()
                  .write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
              client.shutdownOutput();
              // Reads on for a while, as servers do that want their answer to be read.
              client.getInputStream().transferTo(OutputStream.nullOutputStream());
            })) {
      URI uri = URI.create("http://127.0.0.1:" + server.port());

      assertThat(post(uri, OPEN, "x".repeat(5_000_000)).status()).isEqualTo(413);
    }
  }

  @Test
  void post_noAnswer_failsInTime() {
    try (var silent =
            TcpStandIn.start(
                0, client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
        var poster =
            new HttpPoster(
                URI.create("http://127.0.0.1:" + silent.port()),
                OPEN,
                List.of(),
                Duration.ofMillis(200),
                time)) {
      assertThatThrownBy(() -> poster.post(RequestBody.of(new byte[1], 0, 1)))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("no answer of 127.0.0.1:" + silent.port() + " in time")
          .hasCauseInstanceOf(HttpTimeoutException.class);
    }
  }

  private static void cut(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(10_000)).hasSize(10_000);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
