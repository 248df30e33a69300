package io.heapster.core.history;

/** Why a question about the past has no answer; the message is a sentence for who asked. */
public final class HistoryException extends Exception {
  /** What to do about it. */
  public enum Reason {
    /** The question is wrong: ask another one. */
    INVALID,
    /** The answer would be too large: ask for less. */
    TOO_LARGE,
    /** It took too long: ask for less, or later. */
    TIMED_OUT,
    /** The database is away, or refused: ask later, or look after it. */
    FAILED
  }

  private static final long serialVersionUID = 1;

  private final Reason reason;

  private HistoryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  private HistoryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static HistoryException invalid(String message) {
    return new HistoryException(Reason.INVALID, message);
  }

  public static HistoryException tooLarge(String message) {
    return new HistoryException(Reason.TOO_LARGE, message);
  }

  public static HistoryException timedOut(String message, Throwable cause) {
    return new HistoryException(Reason.TIMED_OUT, message, cause);
  }

  public static HistoryException failed(String message) {
    return new HistoryException(Reason.FAILED, message);
  }

  public static HistoryException failed(String message, Throwable cause) {
    return new HistoryException(Reason.FAILED, message, cause);
  }

  public Reason reason() {
    return reason;
  }

  /** The message, which is never missing. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
