package io.heapster.api.k8s.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.quantity.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Takes values by plain HTTP, from anybody: {@code POST
 * /write-metrics/[namespaces/<namespace>/]<resource>/<name>/<metric>} with a quantity in JSON, e.g.
 * {@code "300m"}. One use: {@link #listenOn}, {@link #start}, {@link #close}.
 */
final class WriteServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_BODY = 1024;

  private InetSocketAddress address = new InetSocketAddress(8080);
  private @Nullable HttpServer http;

  /** A request that cannot be fulfilled. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    RefusedException(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private record Target(ObjectName object, CustomMetricInfo metric) {}

  /**
   * @param text {@code host:port}
   * @throws IllegalArgumentException when it is none
   */
  void listenOn(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("write host:port, e.g. 0.0.0.0:8080");
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    address = new InetSocketAddress(text.substring(0, colon), port);
  }

  /** Begins to take values. */
  void start(SampleMetrics metrics) {
    try {
      HttpServer server = HttpServer.create(address, 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> handle(exchange, metrics));
      server.start();
      http = server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take values on " + address, e);
    }
  }

  int port() {
    HttpServer server = http;
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (http != null) {
      http.stop(0);
    }
  }

  private static void handle(HttpExchange exchange, SampleMetrics metrics) throws IOException {
    try (exchange) {
      try {
        take(exchange, metrics);
        exchange.sendResponseHeaders(200, -1);
      } catch (RefusedException e) {
        byte[] text = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(e.status, text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }

  private static void take(HttpExchange exchange, SampleMetrics metrics)
      throws IOException, RefusedException {
    Target target = target(exchange.getRequestURI().getRawPath());
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new RefusedException(405, "values are written with POST");
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw new RefusedException(415, "the Content-Type must be application/json");
    }
    Quantity value = quantity(exchange.getRequestBody().readNBytes(LONGEST_BODY));
    Map<String, String> labels = labels(exchange.getRequestURI().getRawQuery());
    metrics.write(target.object(), target.metric(), value, labels);
  }

  private static Target target(String rawPath) throws RefusedException {
    List<String> path = List.of(rawPath.substring(1).split("/", -1));
    List<String> parts =
        path.stream().map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8)).toList();
    boolean ours = parts.getFirst().equals("write-metrics") && !parts.contains("");
    boolean namespaced = parts.size() == 6 && parts.get(1).equals("namespaces");
    boolean ofNamespace = parts.size() == 5 && parts.get(3).equals("metrics");
    if (ours && namespaced) {
      return target(parts.get(2), parts.get(3), parts.get(4), parts.get(5));
    }
    if (ours && (ofNamespace || parts.size() == 4)) {
      // Upstream keeps the metrics of a namespace as those of an object within one, and never finds
      // them again. Here they are what they are read as: metrics of an object in no namespace.
      return target("", parts.get(1), parts.get(2), parts.getLast());
    }
    throw new RefusedException(404, "nothing is written to " + rawPath);
  }

  private static Target target(String namespace, String resource, String name, String metric) {
    return new Target(
        new ObjectName(namespace, name),
        new CustomMetricInfo(GroupResource.parse(resource), !namespace.isEmpty(), metric));
  }

  private static Quantity quantity(byte[] body) throws RefusedException {
    try {
      JsonNode value = JSON.readTree(body);
      if (value.isTextual() || value.isNumber()) {
        return Quantity.parse(value.asText());
      }
      throw new RefusedException(400, "the body must be a quantity in JSON, e.g. \"300m\"");
    } catch (JsonProcessingException e) {
      throw new RefusedException(400, "the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  /** From {@code labels=key=value,...}. */
  private static Map<String, String> labels(@Nullable String rawQuery) throws RefusedException {
    var labels = new HashMap<String, String>();
    for (String parameter : (rawQuery == null ? "" : rawQuery).split("&")) {
      String text = URLDecoder.decode(parameter, StandardCharsets.UTF_8);
      if (text.startsWith("labels=") && text.length() > "labels=".length()) {
        for (String label : text.substring("labels=".length()).split(",", -1)) {
          int equals = label.indexOf('=');
          if (equals <= 0) {
            throw new RefusedException(400, "labels: \"" + label + "\" is not key=value");
          }
          labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
      }
    }
    return labels;
  }
}
