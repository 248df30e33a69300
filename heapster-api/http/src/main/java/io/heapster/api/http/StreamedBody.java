package io.heapster.api.http;

import io.heapster.api.json.JsonBytes;
import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Sends an answer while it is made, a slice at a time: the next slice is made when the one before
 * is with the kernel, in a turn of its own on the event loop. So one buffer serves the whole
 * answer, a slow reader costs no more than that buffer, and other connections of the same loop are
 * served in between.
 */
final class StreamedBody {
  /** Large enough to make the cost of a turn invisible, small enough to take about 0.2 ms. */
  static final int SLICE_BYTES = 64 * 1024;

  /** Room for the piece that crosses the mark. */
  private static final int SLACK_BYTES = 16 * 1024;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final String contentType;
  private final Context context;
  private final JsonBytes slice = new JsonBytes(SLICE_BYTES + SLACK_BYTES);
  private final Answer.Pieces pieces;
  private final Promise<Void> sent = Promise.promise();

  StreamedBody(HttpServerRequest request, Answer.Streamed answer, Context context) {
    this.request = request;
    this.response = request.response();
    this.contentType = answer.contentType();
    this.pieces = answer.body().into(slice);
    this.context = context;
  }

  Future<Void> send() {
    response.putHeader("Content-Type", contentType);
    if (request.method().equals(HttpMethod.HEAD)) {
      return response.end();
    }
    // Without this, a caller that goes away is logged as an unhandled error.
    response.exceptionHandler(sent::tryFail);
    boolean more = fill();
    if (more) {
      response.setChunked(true);
      write(true);
    } else {
      response.putHeader("Content-Length", Integer.toString(slice.size()));
      response.end(buffer()).onComplete(this::finish);
    }
    return sent.future();
  }

  private boolean fill() {
    boolean more = true;
    while (more && slice.size() < SLICE_BYTES) {
      more = pieces.next();
    }
    return more;
  }

  private void write(boolean more) {
    response
        .write(buffer())
        .onComplete(written -> {
          if (written.failed()) {
            finish(written);
          } else if (more) {
            context.runOnContext(turn -> nextSlice());
          } else {
            response.end().onComplete(this::finish);
          }
        });
  }

  private void nextSlice() {
    boolean more;
    slice.clear();
    try {
      more = fill();
    } catch (RuntimeException e) {
      // The head is out already: only a cut connection can tell the caller.
      response.reset();
      sent.tryFail(e);
      return;
    }
    write(more);
  }

  private void finish(AsyncResult<Void> result) {
    if (result.succeeded()) {
      sent.tryComplete();
    } else {
      sent.tryFail(result.cause());
    }
  }

  private BufferInternal buffer() {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(slice.array(), 0, slice.size()));
  }
}
