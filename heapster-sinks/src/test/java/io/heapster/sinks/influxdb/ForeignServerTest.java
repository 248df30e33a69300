package io.heapster.sinks.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Something answers at the address that is no InfluxDB: no row may be lost to it. */
final class ForeignServerTest {
  private static final EntityKey NODE = new EntityKey.Node("n1");

  private final HttpServer server;
  private volatile int status = 200;
  private volatile int writeStatus;
  private volatile String page = "";
  private volatile String location = "";

  ForeignServerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean login = exchange.getRequestURI().getPath().equals("/login");
          byte[] body = page.getBytes(UTF_8);
          if (!location.isEmpty() && !login) {
            exchange.getResponseHeaders().set("Location", location);
          }
          boolean write = exchange.getRequestURI().getPath().endsWith("/write");
          int code = login ? 200 : write && writeStatus != 0 ? writeStatus : status;
          exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static DataBatch batch() {
    return BatchScript.at(DemoTick.recently())
        .entity(NODE, Map.of("nodename", "n1"))
        .value(NODE, PlainMetrics.UPTIME, 1)
        .build();
  }

  private void assertHeld(String options, String... texts) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    try (var sink = new ConfiguredSink(address, options)) {
      assertThatThrownBy(() -> sink.export(batch()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContainingAll(texts);
      assertThat(sink.deadLetters).isEmpty();
      assertThat(sink.rows("delivered")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org=o&bucket=b&token=t"})
  void export_plainToTlsPort_isHeldAndHintsAtHttps(String options) {
    status = 400;
    page = "Client sent an HTTP request to an HTTPS server.\n";

    assertHeld(options, "an HTTPS server.", "https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org=o&bucket=b&token=t"})
  void export_redirectedToLoginPage_isHeldAndNamesIt(String options) {
    status = 302;
    page = "{}";
    location = "/login";

    assertHeld(options, "302", "/login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org=o&bucket=b&token=t"})
  void export_pageInsteadOfNothing_isHeld(String options) {
    page = "{\"results\":[]}";

    assertHeld(options, "answer 200", "results");
  }

  /** An exception of any other type counts against the batch, which is given up in the end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "||;200;<html>login",
        "||;200;[]",
        "||;200;42",
        "||;200;{\"results\":7}",
        "||;405;[]",
        "org=o&bucket=b&token=t;404;<html>login",
        "org=o&bucket=b&token=t;404;[]",
        "org=o&bucket=b&token=t;404;{\"orgs\":[{}]}",
        "org=o&bucket=b&token=t;404;{\"orgs\":7}"
      })
  void export_questionsAnsweredWithAPage_isToBeTriedAgain(
      String options, int writes, String answer) {
    writeStatus = writes;
    page = answer;

    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    try (var sink = new ConfiguredSink(address, options)) {
      assertThatThrownBy(() -> sink.export(batch())).isInstanceOf(IOException.class);
      assertThat(sink.deadLetters).isEmpty();
      assertThat(sink.rows("delivered")).isZero();
    }
  }
}
