package io.heapster.sources.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * As much of an API server as an inventory needs, over real HTTP: lists in pages, watches, label
 * equality, refusals on demand. It can be stopped and started again on its port.
 */
final class FakeApiServer implements AutoCloseable {
  private static final String END_OF_WATCH = "";

  private final Map<String, Map<String, HasMetadata>> objects = new ConcurrentHashMap<>();
  private final Map<String, List<BlockingQueue<String>>> watches = new ConcurrentHashMap<>();
  private final List<URI> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicLong version = new AtomicLong(100);
  private final AtomicInteger refusal = new AtomicInteger();
  private final @Nullable SSLContext tls;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;
  private int port;

  FakeApiServer() throws IOException {
    this(null);
  }

  FakeApiServer(@Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    start();
  }

  URI address() {
    return URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + port);
  }

  /** Every request so far, in order. */
  List<URI> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  List<String> listQueries(String resource) {
    return requests.stream()
        .filter(uri -> uri.getPath().endsWith("/" + resource))
        .filter(uri -> !uri.getQuery().contains("watch=true"))
        .map(URI::getQuery)
        .toList();
  }

  long watchRequests(String resource) {
    return requests.stream()
        .filter(uri -> uri.getPath().endsWith("/" + resource))
        .filter(uri -> uri.getQuery().contains("watch=true"))
        .count();
  }

  /** Adds or replaces an object and tells the watches. */
  void put(String resource, HasMetadata object) {
    object.getMetadata().setResourceVersion(Long.toString(version.incrementAndGet()));
    HasMetadata before = objects(resource).put(key(object), object);
    tell(resource, before == null ? "ADDED" : "MODIFIED", object);
  }

  void delete(String resource, HasMetadata object) {
    object.getMetadata().setResourceVersion(Long.toString(version.incrementAndGet()));
    objects(resource).remove(key(object));
    tell(resource, "DELETED", object);
  }

  /** Removes an object without a word, as if the watch's history had been lost. */
  void forget(String resource, HasMetadata object) {
    objects(resource).remove(key(object));
  }

  /** Puts any text into the watch streams. */
  void say(String resource, String line) {
    watches(resource).forEach(watch -> watch.add(line));
  }

  /** Ends the watches as a server does at their time limit. */
  void endWatches(String resource) {
    say(resource, END_OF_WATCH);
  }

  /** Answers everything with this status from now on; 0 for no more. */
  void refuseWith(int status) {
    refusal.set(status);
  }

  boolean isWatched(String resource) {
    return !watches(resource).isEmpty();
  }

  void start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer secure = HttpsServer.create(address, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    }
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/api/v1/", this::answer);
    server.start();
    port = server.getAddress().getPort();
  }

  void stop() {
    if (server != null) {
      server.stop(0);
      watches.values().forEach(List::clear);
      threads.shutdownNow();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    requests.add(uri);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(authorization == null ? "" : authorization);
    try (exchange) {
      if (refusal.get() != 0) {
        exchange.sendResponseHeaders(refusal.get(), -1);
        return;
      }
      String resource = uri.getPath().substring("/api/v1/".length());
      Map<String, String> query = query(uri);
      if ("true".equals(query.get("watch"))) {
        watch(exchange, resource);
      } else {
        list(exchange, resource, query);
      }
    }
  }

  private void list(HttpExchange exchange, String resource, Map<String, String> query)
      throws IOException {
    List<HasMetadata> all =
        objects(resource).values().stream()
            .filter(object -> isSelected(object, query.get("labelSelector")))
            .toList();
    int from = Integer.parseInt(query.getOrDefault("continue", "0"));
    int to = Math.min(all.size(), from + Integer.parseInt(query.getOrDefault("limit", "1000000")));
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("resourceVersion", Long.toString(version.get()));
    if (to < all.size()) {
      metadata.put("continue", Integer.toString(to));
    }
    byte[] body =
        Serialization.asJson(
                Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    kind(resource) + "List",
                    "metadata",
                    metadata,
                    "items",
                    all.subList(from, to)))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void watch(HttpExchange exchange, String resource) throws IOException {
    var lines = new LinkedBlockingQueue<String>();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.flush();
      watches(resource).add(lines);
      for (String line = lines.take(); !line.equals(END_OF_WATCH); line = lines.take()) {
        body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watches(resource).remove(lines);
    }
  }

  private void tell(String resource, String type, HasMetadata object) {
    say(resource, Serialization.asJson(Map.of("type", type, "object", object)));
  }

  private Map<String, HasMetadata> objects(String resource) {
    return objects.computeIfAbsent(resource, _ -> new ConcurrentHashMap<>());
  }

  private List<BlockingQueue<String>> watches(String resource) {
    return watches.computeIfAbsent(resource, _ -> new CopyOnWriteArrayList<>());
  }

  private static String key(HasMetadata object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }

  private static boolean isSelected(HasMetadata object, @Nullable String selector) {
    if (selector == null) {
      return true;
    }
    String[] pair = selector.split("=", 2);
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && pair[1].equals(labels.get(pair[0]));
  }

  private static String kind(String resource) {
    return switch (resource) {
      case "nodes" -> "Node";
      case "pods" -> "Pod";
      case "namespaces" -> "Namespace";
      default -> throw new IllegalArgumentException(resource);
    };
  }

  private static Map<String, String> query(URI uri) {
    var query = new LinkedHashMap<String, String>();
    for (String pair : new ArrayList<>(List.of(uri.getRawQuery().split("&")))) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
