package io.heapster.api.k8s.forward;

import io.heapster.api.k8s.groups.routing.ForwardedRequest;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one other server over HTTPS, for a limited time and for a limited answer, and follows no
 * redirects. Blocks, for virtual threads. Thread-safe.
 */
final class TargetClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TargetClient.class);

  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private final ForwardTarget target;
  private final TargetTls tls;
  private volatile Connected connected;

  private record Connected(HttpClient http, TargetTls.Texts texts) {}

  /** An answer of any status. */
  record Reply(int status, byte[] body) {}

  /**
   * Reads the files, and asks nothing yet.
   *
   * @throws IllegalArgumentException when a file of the target cannot be used; names it
   */
  TargetClient(ForwardTarget target, TimeSource time) {
    this.target = target;
    this.tls = new TargetTls(target.trust(), time);
    try {
      this.connected = connect(tls.texts());
      token();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot forward to %s: %s".formatted(target.label(), reason(e)), e);
    }
  }

  private Connected connect(TargetTls.Texts texts) throws IOException, GeneralSecurityException {
    HttpClient http =
        HttpClient.newBuilder()
            .sslContext(tls.context())
            // So that an answer that hangs holds up no other.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(target.limits().timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    return new Connected(http, texts);
  }

  /** Takes over files that changed; goes on with what it has when they cannot be used. */
  void refresh() {
    try {
      TargetTls.Texts now = tls.texts();
      Connected before = connected;
      if (!now.equals(before.texts())) {
        connected = connect(now);
        // Lets the requests under way finish.
        before.http().shutdown();
        LOG.info("forwarding to {} with new certificates", target.label());
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn(
          "forwarding to {}: its certificates changed but cannot be used, going on with the last"
              + " ones: {}",
          target.label(),
          reason(e));
    }
  }

  /**
   * The answer.
   *
   * @param pathAndQuery encoded; begins with a slash
   * @throws MetricsException unavailable or timeout, when there is none
   */
  Reply get(String pathAndQuery) {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      answer =
          connected
              .http()
              .sendAsync(
                  request(pathAndQuery),
                  BodyHandlers.limiting(
                      BodyHandlers.ofByteArray(), target.limits().maxBodyBytes()));
    } catch (IOException e) {
      throw unavailable(reason(e), e);
    }
    try {
      HttpResponse<byte[]> response =
          answer.get(target.limits().timeout().toNanos(), TimeUnit.NANOSECONDS);
      return new Reply(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      throw tooLate(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof HttpTimeoutException ? tooLate(e) : unavailable(reason(cause), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooLate(e);
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String pathAndQuery) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(target.url() + pathAndQuery))
            .header("Accept", "application/json")
            .header("User-Agent", ForwardedRequest.USER_AGENT);
    String token = token();
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  /** Read for each request: a small file that lies in memory, and it rotates. */
  private String token() throws IOException {
    String file = target.trust().tokenFile();
    if (file.isEmpty()) {
      return "";
    }
    String token = Files.readString(Path.of(file)).strip();
    if (!TOKEN.matcher(token).matches()) {
      // Said here, as others would repeat the text.
      throw new IOException("the file " + file + " holds no token");
    }
    return token;
  }

  private MetricsException tooLate(Exception cause) {
    return new MetricsException(
        Reason.TIMEOUT,
        "%s did not answer within %d ms"
            .formatted(target.label(), target.limits().timeout().toMillis()),
        cause);
  }

  private MetricsException unavailable(String reason, Exception cause) {
    return new MetricsException(
        Reason.UNAVAILABLE, "%s cannot be asked: %s".formatted(target.label(), reason), cause);
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || e instanceof IOException && !message.contains(" ")
        ? e.toString()
        : message;
  }

  @Override
  public void close() {
    connected.http().shutdownNow();
  }
}
