package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;

/** One way to find out who asks. Thread-safe; called on a virtual thread, may wait. */
interface AuthenticationMethod {
  /** For counters, e.g. {@code token}. */
  String name();

  /** Never throws. */
  Outcome verify(Credentials shown);

  /** What this way found. */
  sealed interface Outcome {
    record Accepted(UserInfo user) implements Outcome {}

    /** Nothing that this way could judge. */
    record NothingShown() implements Outcome {}

    /**
     * Shown, and not good.
     *
     * @param why without secrets
     */
    record Rejected(String why) implements Outcome {}
  }
}
