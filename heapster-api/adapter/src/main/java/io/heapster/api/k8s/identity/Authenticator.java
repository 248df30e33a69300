package io.heapster.api.k8s.identity;

/** Finds out who asks. Thread-safe; called on a virtual thread, may wait for the API server. */
public interface Authenticator {
  /** Never throws: what cannot be verified is refused. */
  Authentication authenticate(Credentials shown);

  /**
   * Whether the certificate shown is one of those that count, whoever it speaks for. Anybody can
   * make one that does not. Asks nobody and does not wait; called on event loops.
   */
  boolean trustsCertificate(Credentials shown);

  /** The outcome. */
  sealed interface Authentication {
    /** A caller, {@link UserInfo#ANONYMOUS} where nothing was shown. */
    record Known(UserInfo user) implements Authentication {}

    /**
     * Something was shown, and none of it holds: 401.
     *
     * @param why for the log
     */
    record Refused(String why) implements Authentication {}
  }
}
