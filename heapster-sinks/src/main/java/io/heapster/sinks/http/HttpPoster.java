package io.heapster.sinks.http;

import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one server and tells what its answer means. A reply is returned where the server took
 * the request or found fault with its content (400, 413, 422, unless it is a page for people);
 * everything else is an error with the type of what to do next. Redirects are not followed.
 * Thread-safe.
 */
public final class HttpPoster implements AutoCloseable {
  private static final int MAX_REPLY = 16 << 20;

  /** What servers say in plain HTTP at a port for TLS: Go's, nginx, Apache, Netty's and Jetty's. */
  private static final Pattern WANTS_TLS =
      Pattern.compile(
          "HTTP request (was sent )?to (an? )?(HTTPS|SSL|TLS)"
              + "|speaking plain HTTP to an SSL"
              + "|requires (TLS|HTTPS|SSL)\\b",
          Pattern.CASE_INSENSITIVE);

  private final URI uri;
  private final HttpAccess access;
  private final List<HttpAccess.Header> headers;
  private final Duration callTimeout;
  private final TimeSource time;
  private final TrustingClient client;

  /**
   * @param headers beside those of {@code access}, e.g. the content's type
   * @throws IllegalArgumentException when the file of certificate authorities cannot be used
   */
  public HttpPoster(
      URI uri,
      HttpAccess access,
      List<HttpAccess.Header> headers,
      Duration callTimeout,
      TimeSource time) {
    this.uri = uri;
    this.access = access;
    this.headers = List.copyOf(headers);
    this.callTimeout = callTimeout;
    this.time = time;
    this.client = new TrustingClient(access, callTimeout);
  }

  /**
   * Posts once.
   *
   * @throws SinkHeldException when the server refuses us or is none of the kind wanted (3xx, 4xx
   *     that are not about content, pages for people), or a file with a secret or with authorities
   *     cannot be used
   * @throws RetryLaterException when it is overloaded (429, 503)
   * @throws ServerErrorException for every other 5xx
   * @throws IOException when there is no answer, or it says that it waited for us (408, 425)
   */
  public HttpReply post(RequestBody body) throws IOException, InterruptedException {
    return understood(answer(client.current(), request(body)));
  }

  private HttpResponse<byte[]> answer(HttpClient open, HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return open.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_REPLY));
    } catch (IOException e) {
      throw Unanswered.by(uri, e);
    }
  }

  /** The error for a reply that no server of the kind wanted would give. */
  public SinkHeldException foreign(HttpReply reply) {
    return new SinkHeldException(
        uri
            + ": "
            + reply.reason()
            + " (not an answer of such a server: check the address, and what is in between)");
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpRequest request(RequestBody body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(callTimeout);
    headers.forEach(header -> request.setHeader(header.name(), header.value()));
    access.allHeaders().forEach(header -> request.setHeader(header.name(), header.value()));
    authorize(request);
    if (!access.gzip()) {
      return request.POST(body.plain()).build();
    }
    return request.setHeader("Content-Encoding", "gzip").POST(body.gzipped()).build();
  }

  private void authorize(HttpRequest.Builder request) throws SinkHeldException {
    try {
      access
          .credentials()
          .authorization()
          .ifPresent(value -> request.setHeader("Authorization", value));
    } catch (UncheckedIOException e) {
      throw new SinkHeldException(uri + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      // Not the cause: its message repeats the secret.
      throw new SinkHeldException(
          uri + ": credentials hold characters that no header can hold; give others");
    }
  }

  private HttpReply understood(HttpResponse<byte[]> response) throws IOException {
    int status = response.statusCode();
    String type = response.headers().firstValue("Content-Type").orElse("");
    var reply = new HttpReply(status, type, response.body());
    String said = uri + ": " + reply.reason();
    return switch (status / 100) {
      case 2 -> content(reply);
      case 3 ->
          throw new SinkHeldException(
              said + " (redirects to " + location(response) + ": name that address instead)");
      case 4 -> clientError(reply, said, response);
      default ->
          throw status == 503
              ? new RetryLaterException(said, wish(response))
              : new ServerErrorException(status, said);
    };
  }

  private HttpReply clientError(HttpReply reply, String said, HttpResponse<byte[]> response)
      throws IOException {
    return switch (reply.status()) {
      case 400, 422 -> content(reply);
      // Also a proxy's: less at once passes there, too.
      case 413 -> reply;
      case 408, 425 -> throw new IOException(said);
      case 429 -> throw new RetryLaterException(said, wish(response));
      default -> throw new SinkHeldException(said + " (" + advice(reply.status()) + ")");
    };
  }

  private HttpReply content(HttpReply reply) throws SinkHeldException {
    if (reply.status() == 400 && WANTS_TLS.matcher(reply.excerpt()).find()) {
      throw new SinkHeldException(uri + ": " + reply.reason() + " (use https://)");
    }
    if (reply.isPage()) {
      throw foreign(reply);
    }
    return reply;
  }

  private String advice(int status) {
    return switch (status) {
      case 401, 403, 407 -> "check the credentials";
      case 402 -> "the account is not paid for, or its quota is used up";
      case 404, 405 -> "check the address, and that it is a receiver";
      case 410 -> "the receiver is gone: check the address";
      case 415 -> access.gzip() ? "gzip=false?" : "check that it is a receiver of this protocol";
      case 421 -> "the server is not the one of this name: check the address";
      case 426 -> "the server wants another protocol, TLS perhaps: check the address";
      case 431 -> "give fewer or shorter headers, or a shorter token";
      default -> "check the address, and what is in between";
    };
  }

  private static String location(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Location").orElse("nowhere");
  }

  private @Nullable Duration wish(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(text -> RetryAfter.parse(text, time.now()))
        .orElse(null);
  }
}
