package io.heapster.api.k8s.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** As much of an API server as delegated authentication needs, over real HTTP. */
public final class StandInApiServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";
  private static final String END = "";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JsonNode> reviews = new CopyOnWriteArrayList<>();
  private final List<BlockingQueue<String>> watches = new CopyOnWriteArrayList<>();
  private volatile Function<JsonNode, Answer> review = _ -> Answer.of(404, "{}");
  private volatile int configMapStatus = 200;
  private volatile ObjectNode configMap;
  private int version = 100;

  /**
   * What is sent back.
   *
   * @param status negative to cut the connection
   * @param location where to go instead; may be empty
   */
  public record Answer(int status, String body, String location) {
    public static Answer of(int status, String body) {
      return new Answer(status, body, "");
    }

    public static Answer redirect(int status, String location) {
      return new Answer(status, "", location);
    }

    public static Answer token(String status) {
      return of(201, "{\"kind\":\"TokenReview\",\"status\":" + status + "}");
    }

    public static Answer access(String status) {
      return of(201, "{\"kind\":\"SubjectAccessReview\",\"status\":" + status + "}");
    }
  }

  public StandInApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Decides on every review from now on. */
  public void review(Function<JsonNode, Answer> by) {
    review = by;
  }

  public List<JsonNode> reviews() {
    return reviews;
  }

  /** Answers every question for the ConfigMap so; 200 for as it is. */
  void configMapStatus(int status) {
    configMapStatus = status;
  }

  /** Puts the ConfigMap and tells those who watch. */
  public void configMap(Map<String, String> data) {
    String type = configMap == null ? "ADDED" : "MODIFIED";
    ObjectNode map = JSON.createObjectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata")
        .put("name", "extension-apiserver-authentication")
        .put("namespace", "kube-system")
        .put("uid", "1")
        .put("resourceVersion", Integer.toString(++version));
    data.forEach(map.putObject("data")::put);
    configMap = map;
    tell(type, map);
  }

  void deleteConfigMap() {
    ObjectNode last = configMap;
    configMap = null;
    tell("DELETED", last);
  }

  int watching() {
    return watches.size();
  }

  void endWatches() {
    watches.forEach(each -> each.add(END));
  }

  private void tell(String type, ObjectNode map) {
    ObjectNode event = JSON.createObjectNode().put("type", type);
    event.set("object", map);
    watches.forEach(each -> each.add(event + "\n"));
  }

  /** Where this listens, e.g. {@code http://127.0.0.1:40001}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A kubeconfig that leads here. */
  public Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: here
        contexts:
        - name: here
          context: {cluster: here, user: here}
        clusters:
        - name: here
          cluster: {server: "%s"}
        users:
        - name: here
          user: {token: own-token}
        """
            .formatted(url()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (path.startsWith("/apis/")) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody());
      reviews.add(asked);
      send(exchange, review.apply(asked));
    } else if (configMapStatus != 200) {
      send(exchange, Answer.of(configMapStatus, status(configMapStatus)));
    } else if (query.contains("watch=true")) {
      watch(exchange);
    } else if (path.equals(CONFIG_MAPS)) {
      ObjectNode list =
          JSON.createObjectNode().put("kind", "ConfigMapList").put("apiVersion", "v1");
      list.putObject("metadata").put("resourceVersion", Integer.toString(version));
      var items = list.putArray("items");
      ObjectNode map = configMap;
      if (map != null) {
        items.add(map);
      }
      send(exchange, Answer.of(200, list.toString()));
    } else {
      ObjectNode map = configMap;
      send(exchange, map == null ? Answer.of(404, status(404)) : Answer.of(200, map.toString()));
    }
  }

  private static String status(int code) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d,\"message\":\"no\"}"
        .formatted(code);
  }

  private void watch(HttpExchange exchange) throws IOException {
    var events = new LinkedBlockingQueue<String>();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.flush();
      watches.add(events);
      for (String event = events.take(); !event.equals(END); event = events.take()) {
        out.write(event.getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watches.remove(events);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (!answer.location().isEmpty()) {
      exchange.getResponseHeaders().set("Location", answer.location());
    }
    try (OutputStream out = exchange.getResponseBody()) {
      if (answer.status() < 0) {
        // Ends the connection without an answer.
        exchange.close();
        return;
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
