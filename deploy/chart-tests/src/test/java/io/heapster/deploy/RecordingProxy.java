package io.heapster.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands requests on, also watches, and remembers them as {@code METHOD path?query}. */
final class RecordingProxy implements AutoCloseable {
  private final Set<String> requests = ConcurrentHashMap.newKeySet();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI target;

  /**
   * @param port 0 for any
   */
  RecordingProxy(String address, int port, URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  Set<String> requests() {
    return Set.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      requests.add(exchange.getRequestMethod() + " " + path);
      if (path.endsWith("/tokenreviews")) {
        review(exchange, "authentication.k8s.io", "TokenReview");
      } else if (path.endsWith("/subjectaccessreviews")) {
        review(exchange, "authorization.k8s.io", "SubjectAccessReview");
      } else {
        handOn(exchange, path);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void review(HttpExchange exchange, String group, String kind) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body =
        """
        {"apiVersion":"%s/v1","kind":"%s","status":{"authenticated":true,"allowed":true,
        "user":{"username":"somebody","groups":["system:authenticated"]}}}
        """
            .formatted(group, kind)
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(201, body.length);
    exchange.getResponseBody().write(body);
  }

  private void handOn(HttpExchange exchange, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(target.resolve(path)).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    response
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
    exchange.sendResponseHeaders(response.statusCode(), 0);
    var buffer = new byte[1 << 16];
    try (InputStream body = response.body()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        exchange.getResponseBody().write(buffer, 0, read);
        exchange.getResponseBody().flush();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
