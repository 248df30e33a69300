package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import java.util.Map;

/** The answers that API servers give as text, outside the API groups and before them. */
final class PlainText {
  private PlainText() {}

  /** A text ends with a line break and is never taken for anything else. */
  static Answer of(int status, String line) {
    return new Answer.WithHeaders(
        Answer.text(status, line + "\n"), Map.of("X-Content-Type-Options", "nosniff"));
  }

  static Answer notFound() {
    return of(404, "404 page not found");
  }

  static Answer tooManyRequests() {
    return new Answer.WithHeaders(
        of(429, "Too many requests, please try again later."), Map.of("Retry-After", "1"));
  }

  /**
   * It could not be found out whether the caller may: no data, and no internals.
   *
   * @param path as asked, decoded
   */
  static Answer reviewFailed(String path, String why) {
    return of(500, "Internal Server Error: " + ForbiddenText.quoted(path) + ": " + why);
  }
}
