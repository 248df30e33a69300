package io.heapster.api.http;

/** Why a request is not answered as asked: a status and a sentence for the caller. */
public final class ApiException extends RuntimeException {
  private final int status;
  private final int retryAfterSeconds;

  private ApiException(int status, String message) {
    this(status, message, 0);
  }

  private ApiException(int status, String message, int retryAfterSeconds) {
    // The stack tells nothing: the message is for the caller, and bad requests must stay cheap.
    super(message, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** 400: the request itself is wrong. */
  public static ApiException badRequest(String message) {
    return new ApiException(400, message);
  }

  /** 404: what is asked for does not exist or has no values. */
  public static ApiException notFound(String message) {
    return new ApiException(404, message);
  }

  /** 405: everything here is read only. */
  static ApiException methodNotAllowed() {
    return new ApiException(405, "405: Method Not Allowed");
  }

  /** 401 or 403: the caller is not known, or not allowed. */
  static ApiException refused(int status, String message) {
    return new ApiException(status, message);
  }

  /** 500: a server behind this one failed; and Heapster's answer where 404 is meant. */
  public static ApiException internal(String message) {
    return new ApiException(500, message);
  }

  /** 503: this part is switched off or not ready. */
  public static ApiException unavailable(String message) {
    return new ApiException(503, message);
  }

  /** 503: too many ask at once; the caller may come back after some seconds. */
  public static ApiException busy(String message, int retryAfterSeconds) {
    return new ApiException(503, message, retryAfterSeconds);
  }

  /** 499, as proxies count it: nobody is there any more to read the answer. */
  static ApiException callerLeft() {
    return new ApiException(499, "the caller left before the answer was made");
  }

  /** 504: a server behind this one did not answer in time. */
  public static ApiException timedOut(String message) {
    return new ApiException(504, message);
  }

  /** 0 when there is nothing to wait for. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
