package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.Authorizer;
import io.heapster.api.k8s.identity.UserInfo;

/**
 * Strangers make up as many questions as they like: theirs wait for each other, and are remembered
 * and asked apart from those of callers who show a certificate that counts. Thread-safe.
 */
record SeparateReviews(Authorizer certified, Authorizer strangers) implements Authorizer {
  @Override
  public Decision authorize(UserInfo user, Attributes asked) {
    return certified.authorize(user, asked);
  }

  @Override
  public boolean isForEverybody(Attributes asked) {
    return certified.isForEverybody(asked);
  }

  @Override
  public Authorizer forStrangers() {
    return strangers;
  }
}
