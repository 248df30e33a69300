package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The caller's end of a request: its body, which nothing here wants, and the response. Used on the
 * request's event loop.
 */
final class Reply {
  /** Nobody reads a body here; some clients send one all the same. */
  private static final int MOST_BODY_BYTES = 1024 * 1024;

  /** The error of HTTP/2 for callers who want too much. */
  private static final long ENHANCE_YOUR_CALM = 0xb;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final ResponseWriter writer;
  private long bodyBytes;
  private boolean refused;
  private boolean over;

  Reply(HttpServerRequest request, Context loop, HeaderLines headers) {
    this.request = request;
    this.response = request.response();
    this.writer = new ResponseWriter(request, loop, headers);
  }

  ResponseWriter writer() {
    return writer;
  }

  /**
   * Throws the body away, and the request when there is no end to it; on HTTP/1 that ends the
   * connection, which carries nothing else.
   */
  void drain() {
    request.exceptionHandler(gone -> {});
    request.handler(piece -> {
      bodyBytes += piece.length();
      if (bodyBytes > MOST_BODY_BYTES && !refused) {
        refused = true;
        refuse();
      }
    });
  }

  private void refuse() {
    if (isHttp2()) {
      response.reset(ENHANCE_YOUR_CALM);
    } else {
      request.connection().close();
    }
  }

  /** Sends an answer that is there, without waiting. */
  void atOnce(Answer answer) {
    if (!response.ended() && !response.closed()) {
      writer.sendNow(answer);
    }
  }

  /**
   * Calls back once.
   *
   * @param then told whether all of the answer was sent; otherwise the caller is gone
   */
  void whenOver(Consumer<Boolean> then) {
    response.endHandler(sent -> end(true, then));
    // A stream of HTTP/2 may close before it is told to have ended.
    response.closeHandler(closed -> end(response.ended(), then));
    response.exceptionHandler(broken -> end(response.ended(), then));
  }

  private void end(boolean sent, Consumer<Boolean> then) {
    if (!over) {
      over = true;
      then.accept(sent);
    }
  }

  /** Of the answer sent. */
  int status() {
    return response.getStatusCode();
  }

  /**
   * Blunts floods of streams opened and reset: strangers get one round of answers a connection.
   *
   * @param grace for what else is under way on it: a front proxy sends strangers and others along
   *     the same one
   */
  void endHttp2Connection(Duration grace) {
    if (isHttp2()) {
      request.connection().shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean isHttp2() {
    return request.version() == HttpVersion.HTTP_2;
  }
}
