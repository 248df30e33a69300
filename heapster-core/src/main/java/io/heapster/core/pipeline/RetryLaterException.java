package io.heapster.core.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The far end cannot take the batch now, and may later. A plain {@link IOException} means the same
 * without a wish for when.
 */
public final class RetryLaterException extends IOException {
  private final @Nullable Duration after;

  /**
   * @param message what was answered, by whom
   * @param after what the far end asked for, e.g. in {@code Retry-After}; null when nothing
   */
  public RetryLaterException(String message, @Nullable Duration after) {
    super(message);
    this.after = after;
  }

  public RetryLaterException(String message, @Nullable Duration after, Throwable cause) {
    super(message, cause);
    this.after = after;
  }

  /** How long the far end wants to be left alone. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }
}
