package io.heapster.api.k8s.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.auth.ReviewCache.Told;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Asks the API server whether somebody may do something, unless it is known anyway. What cannot be
 * found out is not allowed.
 */
final class SubjectAccessReviewAuthorizer implements Authorizer {
  /** Longer questions are not remembered: callers choose their length. */
  static final int LONGEST_REMEMBERED = 10_000;

  static final int REMEMBERED = 8192;

  private static final String REVIEW = "access";
  private static final Duration PATIENCE = ReviewClient.TIME_LIMIT.plusSeconds(1);
  private static final Decision ALLOWED = new Decision.Allowed();
  private static final Decision UNKNOWN =
      new Decision.Failed("the access review did not succeed, try again later");

  private final ReviewClient reviews;
  private final AuthorizationOptions options;
  private final AlwaysAllowed open;
  private final TimeSource time;
  private final AuthObserver observer;
  private final ReviewCache<Decision> cache;
  private final KeyedHash hash = new KeyedHash();

  SubjectAccessReviewAuthorizer(
      ReviewClient reviews, AuthorizationOptions options, AuthObserver observer, TimeSource time) {
    this.reviews = reviews;
    this.options = options;
    this.open = new AlwaysAllowed(options.alwaysAllowPaths());
    this.time = time;
    this.observer = observer;
    this.cache = new ReviewCache<>(REVIEW, REMEMBERED, observer, time);
  }

  @Override
  public Decision authorize(UserInfo user, Attributes asked) {
    Decision decision = decide(user, asked);
    observer.authorized(
        switch (decision) {
          case Decision.Allowed _ -> "allowed";
          case Decision.Denied _ -> "denied";
          case Decision.Failed _ -> "failed";
        });
    return decision;
  }

  @Override
  public boolean isForEverybody(Attributes asked) {
    return asked instanceof Attributes.Path path && open.includes(path.path());
  }

  /** Decisions remembered. */
  int remembered() {
    return cache.size();
  }

  private Decision decide(UserInfo user, Attributes asked) {
    if (user.groups().contains(UserInfo.MASTERS)) {
      return ALLOWED;
    }
    if (isForEverybody(asked)) {
      return ALLOWED;
    }
    try {
      String key = hash.of(AccessReview.body(user, asked));
      return cache.get(key, () -> ask(user, asked), PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    } catch (TimeoutException | ReviewException | IllegalStateException e) {
      return UNKNOWN;
    }
  }

  private Told<Decision> ask(UserInfo user, Attributes asked) {
    long start = time.elapsedNanos();
    Told<Decision> told;
    String result = "ok";
    try {
      JsonNode status = reviews.review(() -> AccessReview.body(user, asked), "");
      told = decision(status, AccessReview.size(asked) < LONGEST_REMEMBERED);
    } catch (ReviewException e) {
      result = "error";
      told = new Told<>(UNKNOWN, false, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = "error";
      told = new Told<>(UNKNOWN, false, Duration.ZERO);
    }
    observer.reviewed(REVIEW, result, time.elapsedNanos() - start);
    return told;
  }

  private Told<Decision> decision(JsonNode status, boolean kept) throws ReviewException {
    JsonNode allowed = status.path("allowed");
    JsonNode denied = status.path("denied");
    if (!allowed.isBoolean() || !(denied.isMissingNode() || denied.isBoolean())) {
      throw new ReviewException("the answer does not say whether it is allowed", false);
    }
    if (allowed.booleanValue() && denied.booleanValue()) {
      throw new ReviewException("the answer both allows and denies", false);
    }
    if (allowed.booleanValue()) {
      return new Told<>(ALLOWED, true, kept ? options.authorizedTtl() : Duration.ZERO);
    }
    return new Told<>(
        new Decision.Denied(status.path("reason").asText("")),
        false,
        kept ? options.unauthorizedTtl() : Duration.ZERO);
  }
}
