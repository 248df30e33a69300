package io.heapster.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.http.ApiCompat;
import io.heapster.core.model.EntityKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many questions about the past at once, large answers, and callers that do not read theirs. */
final class HistoryLoadTest {
  private static final String H = "/api/v1/historical";
  private static final Instant T = Instant.parse("2026-11-21T05:00:00Z");
  private static final EntityKey.Pod WEB = new EntityKey.Pod("default", "web");
  private static final String MANY =
      H
          + "/namespaces/default/pods/web/metrics/cpu/usage_rate"
          + "?start=2026-11-20T00:00:00Z&end=2027-01-01T00:00:00Z";

  private final ListHistory history = new ListHistory();
  private final RunningApi api = RunningApi.withHistory(ApiCompat.DEFAULT, history);

  @AfterEach
  void stop() {
    api.close();
  }

  private void fill(int values) {
    history.addAll(WEB, "cpu/usage_rate", T, values);
  }

  @Test
  void questions_moreThanEightAtOnce_areTurnedAwayWhileOthersAreServed() throws Exception {
    var waiting = new AtomicInteger();
    var open = new CountDownLatch(1);
    history.gate =
        () -> {
          waiting.incrementAndGet();
          try {
            open.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < 8; i++) {
        answers.add(callers.submit(() -> api.get(H + "/nodes")));
      }
      try {
        await().until(() -> waiting.get() == 8);
        HttpResponse<String> ninth =
            api.get(H + "/nodes/n0/metrics/uptime?start=2026-11-21T05:00:00Z");
        assertThat(ninth.statusCode()).isEqualTo(503);
        assertThat(ninth.body())
            .isEqualTo("8 historical queries are under way already; ask again later");
        assertThat(ninth.headers().firstValue("Retry-After")).contains("1");
        assertThat(api.get("/livez").statusCode()).isEqualTo(200);
        assertThat(api.get("/api/v1/model/nodes").statusCode()).isEqualTo(200);
      } finally {
        open.countDown();
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
    assertThat(api.get(H + "/nodes").statusCode()).isEqualTo(200);
  }

  @Test
  void values_hundredThousand_areStreamedInFull() throws Exception {
    fill(100_000);

    JsonNode answer = api.json(MANY);

    assertThat(answer.path("metrics")).hasSize(100_000);
    assertThat(answer.at("/metrics/99999/value").asInt()).isEqualTo(99_999);
    assertThat(answer.path("latestTimestamp").asText()).isEqualTo(T.plusSeconds(99_999).toString());
  }

  @Test
  void answers_thatNobodyReads_countAsUnderWayUntilTheCallerIsGone() throws Exception {
    fill(200_000);
    var lazy = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 8; i++) {
        lazy.add(askWithoutReading(MANY));
      }
      assertThat(api.get(H + "/nodes").statusCode()).isEqualTo(503);
    } finally {
      for (Socket socket : lazy) {
        socket.close();
      }
    }
    await().until(() -> api.get(H + "/nodes").statusCode() == 200);
    for (int i = 0; i < 20; i++) {
      assertThat(api.send("HEAD", H + "/nodes").statusCode()).isEqualTo(200);
      assertThat(api.get(H + "/nodes").statusCode()).isEqualTo(200);
      assertThat(api.get(H + "/metrics/none?start=2026-11-21T05:00:00Z").statusCode())
          .isEqualTo(404);
    }
  }

  /** A caller with small buffers, who has seen the first byte of the answer, and no more. */
  private Socket askWithoutReading(String path) throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port));
    socket
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }
}
