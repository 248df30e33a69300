package io.heapster.api.k8s.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An API server over real HTTP, which answers by path what a test says. */
final class ApiServerStandIn implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<Question, Reply>> replies = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  record Question(String path, String query, String accept, String authorization) {}

  /** Status 0 for none at all. */
  record Reply(int status, String body) {
    static Reply ok(String body) {
      return new Reply(200, body);
    }
  }

  private ApiServerStandIn(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static ApiServerStandIn start() throws IOException {
    return start(0);
  }

  static ApiServerStandIn start(int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    return new ApiServerStandIn(HttpServer.create(address, 0));
  }

  int port() {
    return server.getAddress().getPort();
  }

  ApiServerStandIn on(String path, Function<Question, Reply> reply) {
    replies.put(path, reply);
    return this;
  }

  ApiServerStandIn on(String path, String body) {
    return on(path, _ -> Reply.ok(body));
  }

  /** What was asked, in order. */
  List<Question> questions() {
    return questions;
  }

  long questionsOf(String path) {
    return questions.stream().filter(question -> question.path().equals(path)).count();
  }

  static KubernetesClient client(int port) {
    Config config = Config.empty();
    config.setMasterUrl("http://127.0.0.1:" + port);
    config.setOauthTokenProvider(() -> "secret");
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    var question =
        new Question(
            exchange.getRequestURI().getRawPath(),
            query == null ? "" : query,
            String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    questions.add(question);
    Reply reply =
        replies
            .getOrDefault(question.path(), _ -> new Reply(404, "{\"kind\":\"Status\"}"))
            .apply(question);
    if (reply.status() == 0) {
      await();
      exchange.close();
      return;
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void await() {
    try {
      closed.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
