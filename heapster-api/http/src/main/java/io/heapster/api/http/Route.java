package io.heapster.api.http;

import java.util.function.Function;

/**
 * One path that is served, by GET and HEAD.
 *
 * @param work where the handler runs, for a request
 * @param media what the caller must accept
 */
public record Route(
    RoutePattern pattern, Function<Request, Work> work, Media media, Handler handler) {

  /** Where a handler runs. */
  public enum Work {
    /** On the event loop: a keyed look-up, well under a millisecond. */
    LOOKUP,
    /** On one of a few workers: walks over a whole table, or sorts. 503 when too many wait. */
    SCAN,
    /** On a virtual thread: waits for another server. The handler bounds how many do. */
    REMOTE
  }

  /** Which Accept headers are refused with 406. */
  public enum Media {
    /** Those without JSON. */
    JSON_ONLY,
    /** None. */
    ANY
  }

  /** Answers one request; may throw {@link ApiException}. */
  public interface Handler {
    Answer answer(Request request);
  }

  /** A JSON route answered on the event loop. */
  public static Route lookup(String pattern, Handler handler) {
    return sized(pattern, _ -> Work.LOOKUP, handler);
  }

  /** A JSON route answered on a worker. */
  public static Route scan(String pattern, Handler handler) {
    return sized(pattern, _ -> Work.SCAN, handler);
  }

  /** A JSON route that asks another server. */
  public static Route remote(String pattern, Handler handler) {
    return sized(pattern, _ -> Work.REMOTE, handler);
  }

  /** A JSON route that is more or less work, depending on the request. */
  public static Route sized(String pattern, Function<Request, Work> work, Handler handler) {
    return new Route(RoutePattern.parse(pattern), work, Media.JSON_ONLY, handler);
  }

  /** A route of another or of several media types. */
  public static Route any(String pattern, Work work, Handler handler) {
    return new Route(RoutePattern.parse(pattern), _ -> work, Media.ANY, handler);
  }
}
