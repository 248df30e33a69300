package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import java.security.cert.X509Certificate;
import java.util.List;

/** One way to find out who asks. Thread-safe; called on a virtual thread, may wait. */
interface AuthenticationMethod {
  /** For counters, e.g. {@code token}. */
  String name();

  /** Never throws. */
  Outcome verify(Credentials shown);

  /** Whether the certificates shown, the caller's own first, count here; does not wait. */
  default boolean trusts(List<X509Certificate> chain) {
    return false;
  }

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
