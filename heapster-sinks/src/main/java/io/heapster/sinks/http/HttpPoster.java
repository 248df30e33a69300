package io.heapster.sinks.http;

import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.tls.ServerTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one server and tells what its answer means. A reply is returned where the server took
 * the request or found fault with its content (400, 413, 415, 422 and other 4xx); everything else
 * is an error with the type of what to do next. Redirects are not followed. Thread-safe.
 */
public final class HttpPoster implements AutoCloseable {
  private static final int MAX_REPLY = 16 << 20;

  private final URI uri;
  private final HttpAccess access;
  private final List<HttpAccess.Header> headers;
  private final Duration callTimeout;
  private final TimeSource time;
  private final HttpClient client;

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
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(callTimeout)
            .sslContext(ServerTrust.context(access.certificateAuthority(), access.insecureTls()))
            .build();
  }

  /**
   * Posts once.
   *
   * @throws SinkHeldException when the server refuses us (401, 403, 407), knows no such path (3xx,
   *     404, 405), or a secret cannot be read
   * @throws RetryLaterException when it is overloaded (429, 503)
   * @throws IOException for every other 5xx, and when there is no answer
   */
  public HttpReply post(RequestBody body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request(body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_REPLY));
    return understood(response);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(RequestBody body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(callTimeout);
    headers.forEach(header -> request.setHeader(header.name(), header.value()));
    access.headers().forEach(header -> request.setHeader(header.name(), header.value()));
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
    String said = uri + ": " + HttpReply.reason(status, response.body());
    return switch (status) {
      case 401, 403, 407 -> throw new SinkHeldException(said + " (check the credentials)");
      case 404, 405 ->
          throw new SinkHeldException(said + " (check the address, and that it is a receiver)");
      case 429, 503 -> throw new RetryLaterException(said, wish(response));
      case 408 -> throw new IOException(said);
      default -> {
        if (status / 100 == 3) {
          throw new SinkHeldException(
              said + " (redirects to " + location(response) + ": name that address instead)");
        }
        if (status / 100 != 2 && status / 100 != 4) {
          throw new IOException(said);
        }
        yield new HttpReply(status, response.body());
      }
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
