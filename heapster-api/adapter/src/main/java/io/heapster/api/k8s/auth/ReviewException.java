package io.heapster.api.k8s.auth;

/** The API server gave no usable answer to a review. */
final class ReviewException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * @param passing whether the same review may succeed in a moment
   */
  ReviewException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  boolean passing() {
    return passing;
  }
}
