package io.heapster.api.k8s.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.k8s.auth.ReviewCache.Told;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.core.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Knows a caller by a bearer token, which the API server judges; its word holds for a while. */
final class TokenAuthenticator implements AuthenticationMethod {
  static final String KIND = "TokenReview";
  static final String PATH = "apis/authentication.k8s.io/v1/tokenreviews";
  static final int REMEMBERED = 4096;

  /** Longer ones are no tokens of Kubernetes, and are kept while they are reviewed. */
  static final int LONGEST = 16 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REVIEW = "token";
  private static final String SCHEME = "bearer";
  private static final Duration PATIENCE = ReviewClient.TIME_LIMIT.plusSeconds(1);

  private final ReviewClient reviews;
  private final Duration ttl;
  private final TimeSource time;
  private final AuthObserver observer;
  private final ReviewCache<Outcome> cache;
  private final KeyedHash hash = new KeyedHash();

  TokenAuthenticator(ReviewClient reviews, Duration ttl, AuthObserver observer, TimeSource time) {
    this.reviews = reviews;
    this.ttl = ttl;
    this.time = time;
    this.observer = observer;
    this.cache = new ReviewCache<>(REVIEW, REMEMBERED, observer, time);
  }

  @Override
  public String name() {
    return REVIEW;
  }

  @Override
  public Outcome verify(Credentials shown) {
    String token = token(shown.headers().first("authorization"));
    if (token.isEmpty()) {
      return new Outcome.NothingShown();
    }
    if (token.length() > LONGEST) {
      return new Outcome.Rejected("the token has more than " + LONGEST + " characters");
    }
    try {
      String key = hash.of(token.getBytes(StandardCharsets.UTF_8));
      return cache.get(key, () -> ask(token), PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Rejected("the token review was interrupted");
    } catch (TimeoutException e) {
      return new Outcome.Rejected("the token review took too long");
    } catch (ReviewException | IllegalStateException e) {
      return new Outcome.Rejected("the token review failed: " + e.getMessage());
    }
  }

  /** Tokens remembered. */
  int remembered() {
    return cache.size();
  }

  /** Empty when the header is of another scheme, as API servers read it. */
  private static String token(String header) {
    String[] parts = header.strip().split(" ", 3);
    return parts.length > 1 && parts[0].equalsIgnoreCase(SCHEME) ? parts[1] : "";
  }

  private Told<Outcome> ask(String token) {
    long start = time.elapsedNanos();
    Told<Outcome> told;
    String result = "ok";
    try {
      told = outcome(reviews.review(() -> body(token), token));
    } catch (ReviewException e) {
      result = "error";
      told = unknown("the token could not be reviewed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = "error";
      told = unknown("the token review was interrupted");
    }
    observer.reviewed(REVIEW, result, time.elapsedNanos() - start);
    return told;
  }

  private static Told<Outcome> unknown(String why) {
    return new Told<>(new Outcome.Rejected(why), false, Duration.ZERO);
  }

  private static byte[] body(String token) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authentication.k8s.io/v1").put("kind", KIND);
    review.putObject("spec").put("token", token);
    return review.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Told<Outcome> outcome(JsonNode status) throws ReviewException {
    JsonNode authenticated = status.path("authenticated");
    if (!authenticated.isMissingNode() && !authenticated.isBoolean()) {
      throw new ReviewException("the answer does not say whether the token is good", false);
    }
    if (!authenticated.booleanValue()) {
      return new Told<>(new Outcome.Rejected("the token is not valid"), false, ttl);
    }
    return new Told<>(new Outcome.Accepted(user(status.path("user"))), true, ttl);
  }

  private static UserInfo user(JsonNode user) throws ReviewException {
    String name = text(user.path("username"));
    if (name.isEmpty()) {
      throw new ReviewException("the answer names no user", false);
    }
    var extra = new LinkedHashMap<String, List<String>>();
    for (Map.Entry<String, JsonNode> each : user.path("extra").properties()) {
      extra.put(each.getKey(), texts(each.getValue()));
    }
    return new UserInfo(name, text(user.path("uid")), texts(user.path("groups")), extra);
  }

  private static String text(JsonNode node) throws ReviewException {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      throw new ReviewException("the answer has a user in an unknown form", false);
    }
    return node.textValue();
  }

  private static List<String> texts(JsonNode node) throws ReviewException {
    if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
      throw new ReviewException("the answer has a user in an unknown form", false);
    }
    var all = new ArrayList<String>();
    for (JsonNode each : node) {
      all.add(text(each));
    }
    return all;
  }
}
