package io.heapster.api.k8s.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server to review something: within a time limit, again after failures that pass, and
 * never more often than it can bear. Thread-safe; blocks, for virtual threads.
 */
final class ReviewClient {
  static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ReviewClient.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 5;
  private static final double FIRST_WAIT_MILLIS = 500;
  private static final double WAIT_GROWTH = 1.5;
  private static final double JITTER = 0.2;
  private static final Pace USUAL = new Pace(100, 200);
  private static final Pace STRANGERS = new Pace(20, 50);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int INTERNAL_ERROR = 500;
  private static final int LONGEST_REASON = 300;

  /** How much the API server should bear. */
  private record Pace(int atOnce, int aSecond) {}

  private final KubernetesClient client;
  private final String kind;
  private final String url;
  private final Duration limit;
  private final TimeSource time;
  private final DoubleSupplier chance;
  private final RequestRate rate;
  private final Semaphore free;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param kind e.g. {@code TokenReview}
   * @param path of the API, e.g. {@code apis/authentication.k8s.io/v1/tokenreviews}
   * @param limit for all attempts of a review together
   * @param chance numbers from 0 to below 1, for the waits between attempts
   */
  ReviewClient(
      KubernetesClient client,
      String kind,
      String path,
      Duration limit,
      TimeSource time,
      DoubleSupplier chance) {
    this(client, kind, apiUrl(client, path), limit, time, chance, USUAL);
  }

  private ReviewClient(
      KubernetesClient client,
      String kind,
      String url,
      Duration limit,
      TimeSource time,
      DoubleSupplier chance,
      Pace pace) {
    this.client = client;
    this.limit = limit;
    this.kind = kind;
    this.url = url;
    this.time = time;
    this.chance = chance;
    this.rate = new RequestRate(pace.aSecond, time);
    this.free = new Semaphore(pace.atOnce);
  }

  private static String apiUrl(KubernetesClient client, String path) {
    return client.getMasterUrl().toString().replaceAll("/+$", "") + "/" + path;
  }

  /**
   * The same reviews at a slower pace of their own, for callers of whom there may be any number.
   */
  ReviewClient forStrangers() {
    return new ReviewClient(client, kind, url, limit, time, chance, STRANGERS);
  }

  /**
   * The {@code status} of the review.
   *
   * @param body the review; made once there is room for it
   * @param secret never told in messages; may be empty
   */
  JsonNode review(Supplier<byte[]> body, String secret)
      throws ReviewException, InterruptedException {
    long end = time.elapsedNanos() + limit.toNanos();
    try {
      if (!free.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ReviewException("too many reviews are waiting", true);
      }
      try {
        JsonNode status = attempts(body.get(), end);
        recovered();
        return status;
      } finally {
        free.release();
      }
    } catch (ReviewException e) {
      String reason = withoutSecret(String.valueOf(e.getMessage()), secret);
      failed(reason);
      throw new ReviewException(reason, e.passing());
    }
  }

  private JsonNode attempts(byte[] body, long end) throws ReviewException, InterruptedException {
    double wait = FIRST_WAIT_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        rate.await(end);
        return once(body, end);
      } catch (ReviewException e) {
        long nanos = (long) (wait * (1 + JITTER * chance.getAsDouble()) * 1_000_000);
        if (!e.passing() || attempt == ATTEMPTS || time.elapsedNanos() + nanos >= end) {
          throw e;
        }
        time.sleep(Duration.ofNanos(nanos));
        wait *= WAIT_GROWTH;
      }
    }
  }

  private JsonNode once(byte[] body, long end) throws ReviewException, InterruptedException {
    long left = end - time.elapsedNanos();
    if (left <= 0) {
      throw tooLate();
    }
    try {
      CompletableFuture<HttpResponse<String>> answer = send(body, left);
      try {
        return status(answer.get(left, TimeUnit.NANOSECONDS));
      } finally {
        answer.cancel(true);
      }
    } catch (TimeoutException e) {
      throw tooLate();
    } catch (ExecutionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      // Clients of the API server throw these for much, e.g. a closed client.
      throw new ReviewException("the request broke: " + e, false);
    }
  }

  private CompletableFuture<HttpResponse<String>> send(byte[] body, long nanos) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(url)
            .header("Accept", "application/json")
            .post("application/json", body)
            .timeout(Math.max(1, nanos / 1_000_000), TimeUnit.MILLISECONDS)
            .build();
    return client.getHttpClient().sendAsync(request, String.class);
  }

  private JsonNode status(HttpResponse<String> answer) throws ReviewException {
    int code = answer.code();
    String body = answer.body() == null ? "" : answer.body();
    if (!answer.isSuccessful()) {
      throw new ReviewException(
          "HTTP " + code + ": " + message(body),
          code == TOO_MANY_REQUESTS || code == INTERNAL_ERROR);
    }
    try {
      JsonNode review = JSON.readTree(body);
      JsonNode status = review.path("status");
      if (review.path("kind").asText().equals(kind) && status.isObject()) {
        return status;
      }
    } catch (JsonProcessingException e) {
      throw new ReviewException("the answer is no JSON", false);
    }
    throw new ReviewException("the answer is no " + kind, false);
  }

  /** The message of a Status object, or the text. */
  private static String message(String body) {
    try {
      String told = JSON.readTree(body).path("message").asText();
      return told.isEmpty() ? body : told;
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private ReviewException tooLate() {
    return new ReviewException("no answer within " + limit.toMillis() + " ms", false);
  }

  /** A broken connection is worth another try, one that nobody accepts or trusts is not. */
  private ReviewException unreachable(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return tooLate();
    }
    boolean passing =
        cause instanceof IOException
            && !(cause instanceof ConnectException || cause instanceof SSLException);
    return new ReviewException(cause.toString(), passing);
  }

  private static String withoutSecret(String text, String secret) {
    String clean = secret.isEmpty() ? text : text.replace(secret, "(secret)");
    return clean.length() > LONGEST_REASON ? clean.substring(0, LONGEST_REASON) + "..." : clean;
  }

  private void failed(String reason) {
    if (!failing.getAndSet(true)) {
      LOG.warn("{} fails, callers that need it are turned away: {}", kind, reason);
    }
  }

  private void recovered() {
    if (failing.getAndSet(false)) {
      LOG.info("{} works again", kind);
    }
  }
}
