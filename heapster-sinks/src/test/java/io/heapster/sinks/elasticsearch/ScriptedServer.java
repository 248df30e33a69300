package io.heapster.sinks.elasticsearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server that answers as a test tells it; without a word, as one that has everything. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Reply> template = _ -> new Reply(404, Map.of(), "{}");
  private volatile Function<Request, Reply> bulk = _ -> Reply.ok("{\"errors\":false}");

  /** What came in. */
  record Request(String line, Map<String, List<String>> headers, String body) {}

  /** What goes out. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply ok(String body) {
      return new Reply(200, Map.of(), body);
    }

    static Reply of(int status) {
      return new Reply(status, Map.of(), "{\"error\":\"told to\",\n \"status\":" + status + "}");
    }
  }

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Requests for templates, when they are read or put. */
  ScriptedServer template(Function<Request, Reply> answer) {
    template = answer;
    return this;
  }

  ScriptedServer bulk(Function<Request, Reply> answer) {
    bulk = answer;
    return this;
  }

  List<Request> requests(String lineStart) {
    return requests.stream().filter(request -> request.line.startsWith(lineStart)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var request = new Request(line, Map.copyOf(exchange.getRequestHeaders()), body);
    requests.add(request);
    Reply reply = line.contains("/_bulk") ? bulk.apply(request) : templateReply(request);
    reply.headers.forEach(exchange.getResponseHeaders()::add);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Reply templateReply(Request request) {
    Reply reply = template.apply(request);
    boolean put = reply.status == 404 && request.line.startsWith("PUT");
    return put ? Reply.ok("{\"acknowledged\":true}") : reply;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
