package io.heapster.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers with bugs: the caller is told, the server lives. */
final class BrokenRouteTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger port = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    var routes =
        new RouteTable(
            List.of(
                Route.lookup("/lookup", BrokenRouteTest::broken),
                Route.scan("/scan", BrokenRouteTest::broken),
                Route.lookup("/opening", request -> new Answer.Streamed(Answer.JSON, noBody())),
                Route.lookup("/first", request -> new Answer.Streamed(Answer.JSON, breaking(0))),
                Route.lookup("/later", request -> new Answer.Streamed(Answer.JSON, breaking(3))),
                Route.lookup("/fine", request -> Answer.text(200, "fine"))),
            List.of(),
            ApiCompat.DEFAULT);
    var dispatcher =
        new RequestDispatcher(
            vertx,
            routes,
            ClientAuthentication.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system());
    vertx
        .deployVerticle(
            () -> new HttpListener("127.0.0.1", 0, TlsFiles.NONE, dispatcher, port::set),
            new DeploymentOptions())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static IllegalStateException bug() {
    return new IllegalStateException("a bug");
  }

  private static Answer broken(Request request) {
    throw bug();
  }

  private static Answer.Body noBody() {
    return out -> {
      throw bug();
    };
  }

  private static Answer.Body breaking(int afterPieces) {
    var pieces = new AtomicInteger();
    return out ->
        () -> {
          if (pieces.getAndIncrement() == afterPieces) {
            throw bug();
          }
          out.put(new byte[StreamedBody.SLICE_BYTES]);
          return true;
        };
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    client.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + port.get() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void handler_thatThrows_isAnswered500WithoutItsSecrets() throws Exception {
    for (String path : List.of("/lookup", "/scan", "/opening", "/first")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(500);
      assertThat(answer.body()).as(path).doesNotContain("a bug").contains("log");
    }
    assertThat(get("/fine").body()).isEqualTo("fine");
  }

  @Test
  void stream_thatBreaks_cutsTheConnectionSoThatNobodyTakesItForWhole() throws Exception {
    assertThatThrownBy(() -> get("/later")).isInstanceOf(IOException.class);
    assertThat(get("/fine").body()).isEqualTo("fine");
  }
}
