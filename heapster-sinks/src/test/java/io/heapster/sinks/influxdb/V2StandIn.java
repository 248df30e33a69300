package io.heapster.sinks.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.GZIPInputStream;

/**
 * A server of the v2 API that is strict about everything: path, query, token, and each line, which
 * it takes apart by the specification of line protocol.
 */
final class V2StandIn implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Answer> script = new ArrayDeque<>();
  final Map<String, String> values = new ConcurrentSkipListMap<>();
  final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  final List<String> buckets = Collections.synchronizedList(new ArrayList<>());
  final List<String> bucketRequests = Collections.synchronizedList(new ArrayList<>());
  volatile String token = "right";
  volatile boolean gzipSeen;

  private record Answer(int status, String body, String retryAfter) {}

  V2StandIn(String... buckets) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.buckets.addAll(List.of(buckets));
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next request like that, whatever it is. */
  synchronized void next(int status, String message, String retryAfter) {
    script.add(new Answer(status, error(message), retryAfter));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange);
    Answer answer = answer(exchange, new String(body, UTF_8));
    if (!answer.retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = answer.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private byte[] body(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    gzipSeen |= gzip;
    try (InputStream in = exchange.getRequestBody()) {
      return gzip ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    }
  }

  private synchronized Answer answer(HttpExchange exchange, String body) {
    Answer scripted = script.poll();
    if (scripted != null) {
      return scripted;
    }
    if (!("Token " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Answer(401, error("unauthorized access"), "");
    }
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (request) {
      case "POST /api/v2/write" -> write(exchange.getRequestURI().getQuery(), body);
      case "GET /api/v2/orgs" ->
          new Answer(200, "{\"orgs\":[{\"id\":\"0123456789abcdef\",\"name\":\"o\"}]}", "");
      case "POST /api/v2/buckets" -> {
        bucketRequests.add(body);
        buckets.add(body.replaceAll("(?s).*\"name\": *\"([^\"]*)\".*", "$1"));
        yield new Answer(201, body, "");
      }
      default -> new Answer(404, error("path not found: " + request), "");
    };
  }

  private Answer write(String query, String body) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : query.split("&")) {
      parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    if (!"ns".equals(parameters.get("precision")) || !"o".equals(parameters.get("org"))) {
      problems.add("parameters " + parameters);
      return new Answer(400, error("bad parameters"), "");
    }
    if (!buckets.contains(parameters.get("bucket"))) {
      return new Answer(
          404, error("bucket \\\"" + parameters.get("bucket") + "\\\" not found"), "");
    }
    for (String line : body.split("\n")) {
      try {
        values.putAll(ParsedLine.values(line));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
        return new Answer(400, "{\"code\":\"invalid\",\"message\":\"unable to parse\"}", "");
      }
    }
    return new Answer(204, "", "");
  }

  private static String error(String message) {
    return "{\"code\":\"error\",\"message\":\"" + message + "\"}";
  }
}
