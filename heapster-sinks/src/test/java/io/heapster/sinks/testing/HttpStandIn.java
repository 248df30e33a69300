package io.heapster.sinks.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** An HTTP server that keeps what it is sent and answers as it is told. */
public final class HttpStandIn implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Function<Call, Answer> answering;

  /**
   * A request.
   *
   * @param body as sent
   */
  public record Call(String method, String target, Headers headers, byte[] body) {
    public String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }

    /** The body, uncompressed if it was compressed by gzip. */
    public byte[] content() {
      if (!header("Content-Encoding").equals("gzip")) {
        return body;
      }
      try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is said to a request. */
  public record Answer(int status, byte[] body, Map<String, String> headers) {
    public static Answer of(int status, String body) {
      return new Answer(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public Answer with(String header, String value) {
      return new Answer(status, body, Map.of(header, value));
    }
  }

  private HttpStandIn(int port, Function<Call, Answer> answering) throws IOException {
    this.answering = answering;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts on a free port. */
  public static HttpStandIn start(Function<Call, Answer> answering) {
    return start(0, answering);
  }

  /** Starts on a port where one was before. */
  public static HttpStandIn start(int port, Function<Call, Answer> answering) {
    try {
      return new HttpStandIn(port, answering);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void answer(Function<Call, Answer> otherwise) {
    answering = otherwise;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String uri() {
    return "http://127.0.0.1:" + port();
  }

  public List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes());
      calls.add(call);
      Answer answer = answered(call);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  /** What a strict stand-in complains about is told to the client, and so to the test. */
  private Answer answered(Call call) {
    try {
      return answering.apply(call);
    } catch (RuntimeException | AssertionError e) {
      return Answer.of(400, "stand-in: " + e);
    }
  }
}
