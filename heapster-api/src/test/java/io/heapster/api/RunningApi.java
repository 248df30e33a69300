package io.heapster.api;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.api.health.HealthInputs;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.status.ShownSetting;
import io.heapster.api.status.StatusInputs;
import io.heapster.api.status.StatusInputs.Retention;
import io.heapster.core.history.HistorySource;
import io.heapster.core.store.MetricStore;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.TickLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server on a free loopback port, what it answers from, and a client. */
final class RunningApi implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Instant NOW = Instant.parse("2026-11-21T06:30:56Z");

  final ListStore store = new ListStore();
  final ListInventory inventory = new ListInventory();
  final Telemetry telemetry = new Telemetry(new MetricRegistry());
  final ManualTime time = new ManualTime(NOW);
  final TickLog ticks = new TickLog();
  volatile Optional<Duration> sinceLastTick = Optional.of(Duration.ZERO);
  volatile boolean oneBatchDone = true;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ApiServer server;
  final int port;

  private RunningApi(
      ApiServerConfig config,
      boolean withStore,
      @Nullable HistorySource history,
      List<ShownSetting> settings) {
    @Nullable Retention retention =
        withStore
            ? new Retention(
                Duration.ofSeconds(140), Duration.ofMinutes(15), List.of("memory/usage"))
            : null;
    var status = new StatusInputs(NOW.minusSeconds(90), ticks, retention, settings);
    ApiInputs inputs = inputs(withStore ? store : null).withHistory(history).withStatus(status);
    server = new ApiServer(config.at("127.0.0.1", 0), inputs, vertx);
    port =
        server
            .start()
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  static RunningApi start() {
    return start(ApiCompat.DEFAULT);
  }

  static RunningApi start(ApiCompat compat) {
    return start(ApiServerConfig.DEFAULT.as(compat));
  }

  static RunningApi start(ApiServerConfig config) {
    return new RunningApi(config, true, null, List.of());
  }

  static RunningApi withoutStore() {
    return new RunningApi(ApiServerConfig.DEFAULT, false, null, List.of());
  }

  static RunningApi withHistory(ApiCompat compat, HistorySource history) {
    return new RunningApi(ApiServerConfig.DEFAULT.as(compat), true, history, List.of());
  }

  static RunningApi withSettings(List<ShownSetting> settings) {
    return new RunningApi(ApiServerConfig.DEFAULT, true, null, settings);
  }

  private ApiInputs inputs(@Nullable MetricStore kept) {
    var health = new HealthInputs(() -> sinceLastTick, () -> oneBatchDone);
    return new ApiInputs(kept, inventory, health, telemetry, time, "1.2.3");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  static JsonNode resource(String name) throws IOException {
    try (InputStream in = RunningApi.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return JSON.readTree(in);
    }
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    client.close();
  }
}
