package io.heapster.api.http;

import io.heapster.api.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to the caller. */
public sealed interface Answer {
  String JSON = "application/json";
  String PLAIN_TEXT = "text/plain; charset=utf-8";

  /** A body that is there in full. The array is not copied and must not change any more. */
  record Whole(int status, String contentType, byte[] body) implements Answer {}

  /**
   * A body made while it is sent; always 200.
   *
   * @param ended run once the caller has all of it, or is gone; short, and never throws
   */
  record Streamed(String contentType, Body body, Runnable ended) implements Answer {
    public Streamed(String contentType, Body body) {
      this(contentType, body, () -> {});
    }
  }

  /** Another answer with headers of its own. */
  record WithHeaders(Answer answer, Map<String, String> headers) implements Answer {
    public WithHeaders {
      headers = Map.copyOf(headers);
    }
  }

  /** Begins to make a body that is written piece by piece into the given bytes. */
  interface Body {
    Pieces into(JsonBytes out);
  }

  /** Makes a body piece by piece. Used by one event loop; each call must be short. */
  interface Pieces {
    /**
     * Appends the next piece, of any size.
     *
     * @return whether there is more
     */
    boolean next();
  }

  static Answer json(JsonBytes body) {
    return new Whole(200, JSON, body.toByteArray());
  }

  static Whole text(int status, String body) {
    return new Whole(status, PLAIN_TEXT, body.getBytes(StandardCharsets.UTF_8));
  }
}
