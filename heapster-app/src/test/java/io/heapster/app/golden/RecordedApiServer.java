package io.heapster.app.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An API server that lists and watches the objects recorded at the current tick. After each change
 * it adds one object named after the tick to every resource; who sees that one has seen all before.
 */
final class RecordedApiServer implements AutoCloseable {
  private static final List<String> RESOURCES = List.of("nodes", "pods", "namespaces");

  private final GoldenSeries series;
  private final HttpServer server;
  private final Map<String, Map<String, ObjectNode>> objects = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<String>> watchers = new ConcurrentHashMap<>();
  private long version = 1;

  RecordedApiServer(GoldenSeries series) throws IOException {
    this.series = series;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    for (String resource : RESOURCES) {
      objects.put(resource, new LinkedHashMap<>());
      server.createContext("/api/v1/" + resource, exchange -> serve(exchange, resource));
    }
    advanceTo(1);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Name of the object that appears in every resource once a tick's changes are through. */
  static String sentinel(int tick) {
    return "zz-golden-tick-" + tick;
  }

  synchronized void advanceTo(int tick) {
    for (String resource : RESOURCES) {
      var wanted = new LinkedHashMap<String, ObjectNode>();
      for (JsonNode item : series.objects(tick, resource).get("items")) {
        wanted.put(key(item), item.deepCopy());
      }
      ObjectNode sentinel = sentinelObject(resource, tick);
      wanted.put(key(sentinel), sentinel);
      change(resource, wanted);
    }
  }

  private void change(String resource, Map<String, ObjectNode> wanted) {
    Map<String, ObjectNode> current = objects.get(resource);
    for (String key : List.copyOf(current.keySet())) {
      if (!wanted.containsKey(key)) {
        emit(resource, "DELETED", current.remove(key));
      }
    }
    for (var entry : wanted.entrySet()) {
      String type = current.containsKey(entry.getKey()) ? "MODIFIED" : "ADDED";
      ObjectNode object = entry.getValue();
      object.put("apiVersion", "v1");
      object.put("kind", kind(resource));
      object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
      current.put(entry.getKey(), object);
      emit(resource, type, object);
    }
  }

  private void emit(String resource, String type, ObjectNode object) {
    BlockingQueue<String> watcher = watchers.get(resource);
    if (watcher != null) {
      watcher.add("{\"type\":\"" + type + "\",\"object\":" + object + "}\n");
    }
  }

  private void serve(HttpExchange exchange, String resource) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      // No web sockets here; the client falls back to a plain watch.
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    } else if (query.contains("watch=true")) {
      watch(exchange, resource);
    } else {
      list(exchange, resource);
    }
  }

  private void list(HttpExchange exchange, String resource) throws IOException {
    byte[] body;
    synchronized (this) {
      ObjectNode list = GoldenSeries.JSON.createObjectNode();
      list.put("apiVersion", "v1").put("kind", kind(resource) + "List");
      list.withObject("/metadata").put("resourceVersion", Long.toString(version));
      list.putArray("items").addAll(objects.get(resource).values());
      body = list.toString().getBytes(StandardCharsets.UTF_8);
      watchers.put(resource, new LinkedBlockingQueue<>());
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Streams what changed since the list; one watcher per resource is all that a test has. */
  private void watch(HttpExchange exchange, String resource) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    BlockingQueue<String> events = watchers.get(resource);
    try (OutputStream out = exchange.getResponseBody()) {
      out.flush();
      while (true) {
        String event = events.poll(1, TimeUnit.HOURS);
        if (event == null) {
          return;
        }
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key(JsonNode object) {
    JsonNode metadata = object.get("metadata");
    return metadata.path("namespace").asText() + "/" + metadata.get("name").asText();
  }

  private static String kind(String resource) {
    return switch (resource) {
      case "nodes" -> "Node";
      case "pods" -> "Pod";
      default -> "Namespace";
    };
  }

  /** An object that changes no answer: nobody has values for it, and the node is not ready. */
  private static ObjectNode sentinelObject(String resource, int tick) {
    ObjectNode object = GoldenSeries.JSON.createObjectNode();
    ObjectNode metadata = object.withObject("/metadata");
    metadata.put("name", sentinel(tick)).put("uid", sentinel(tick) + "-" + resource);
    if (resource.equals("pods")) {
      metadata.put("namespace", "golden");
    }
    if (resource.equals("nodes")) {
      object
          .withObject("/status")
          .putArray("conditions")
          .addObject()
          .put("type", "Ready")
          .put("status", "False");
    }
    return object;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
