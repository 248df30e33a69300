package io.heapster.sources.simulated.apiserver;

/** A request that is answered with a {@code Status} object instead. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  ApiException(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message);
  }

  static ApiException notFound(String message) {
    return new ApiException(404, "NotFound", message);
  }

  static ApiException expired(String message) {
    return new ApiException(410, "Expired", message);
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
