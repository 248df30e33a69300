package io.heapster.api.k8s.identity;

/** Decides whether a caller may do what is asked. Thread-safe; called on a virtual thread. */
public interface Authorizer {
  /** Never throws: what cannot be found out is {@link Decision.Failed}. */
  Decision authorize(UserInfo user, Attributes asked);

  /** The outcome. */
  sealed interface Decision {
    record Allowed() implements Decision {}

    /**
     * 403.
     *
     * @param reason of the authoriser, for the caller; may be empty
     */
    record Denied(String reason) implements Decision {}

    /**
     * It could not be found out: 500, never let through.
     *
     * @param why for the caller; names no internals
     */
    record Failed(String why) implements Decision {}
  }
}
