package io.heapster.api.k8s.identity;

/** Decides whether a caller may do what is asked. Thread-safe; called on a virtual thread. */
public interface Authorizer {
  /** Never throws: what cannot be found out is {@link Decision.Failed}. */
  Decision authorize(UserInfo user, Attributes asked);

  /**
   * Whether this is for everybody, so that nobody has to be asked. Does not wait; called on event
   * loops.
   */
  default boolean isForEverybody(Attributes asked) {
    return false;
  }

  /**
   * By the same rules, for callers without a certificate that counts. There may be any number of
   * them: what they need must take nothing from the others.
   */
  default Authorizer forStrangers() {
    return this;
  }

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
