package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.identity.RequestHeaders;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Sends one answer from a virtual thread, which waits until the caller has taken each slice: a slow
 * reader costs one buffer and no event loop. The response is touched on its event loop only.
 */
final class ResponseWriter {
  /** From here on a body is sent while it is made, and compressed when the caller takes that. */
  static final int SLICE_BYTES = 128 * 1024;

  /** Room for the piece that crosses the mark. */
  private static final int SLACK_BYTES = 32 * 1024;

  private final HttpServerResponse response;
  private final Context loop;
  private final boolean head;
  private final boolean gzip;

  ResponseWriter(HttpServerRequest request, Context loop, RequestHeaders headers) {
    this.response = request.response();
    this.loop = loop;
    this.head = request.method().equals(HttpMethod.HEAD);
    this.gzip = AcceptedEncoding.takesGzip(headers.all("Accept-Encoding"));
  }

  /**
   * Sends all of it.
   *
   * @throws InterruptedException at the deadline, or when the caller is gone
   * @throws ExecutionException when it cannot be sent
   */
  void send(Answer answer) throws InterruptedException, ExecutionException {
    send(answer, usualHeaders());
  }

  private void send(Answer answer, Map<String, String> headers)
      throws InterruptedException, ExecutionException {
    switch (answer) {
      case Answer.Whole whole -> whole(whole, headers);
      case Answer.Streamed streamed -> streamed(streamed, headers);
      case Answer.WithHeaders(Answer inner, var more) -> {
        headers.putAll(more);
        send(inner, headers);
      }
    }
  }

  /** Sends a short answer from the event loop; one that fails has nobody to be told. */
  void sendNow(Answer answer) {
    sendNow(answer, usualHeaders());
  }

  private void sendNow(Answer answer, Map<String, String> headers) {
    switch (answer) {
      case Answer.Whole whole -> {
        headers.put("Content-Type", whole.contentType());
        headers.put("Content-Length", Integer.toString(whole.body().length));
        begin(whole.status(), headers);
        Future<Void> unheard =
            head ? response.end() : response.end(buffer(whole.body(), whole.body().length));
        unheard.onFailure(gone -> {});
      }
      case Answer.Streamed streamed -> throw new IllegalArgumentException("not a short answer");
      case Answer.WithHeaders(Answer inner, var more) -> {
        headers.putAll(more);
        sendNow(inner, headers);
      }
    }
  }

  private static Map<String, String> usualHeaders() {
    var headers = new HashMap<String, String>();
    headers.put("Cache-Control", "no-cache, private");
    return headers;
  }

  private void whole(Answer.Whole answer, Map<String, String> headers)
      throws InterruptedException, ExecutionException {
    byte[] body = lineEnded(answer);
    headers.put("Content-Type", answer.contentType());
    if (gzip && body.length > SLICE_BYTES) {
      var packer = new Packer();
      try (packer) {
        body = packer.last(body, body.length);
      }
      compressed(headers);
    }
    headers.put("Content-Length", Integer.toString(body.length));
    end(answer.status(), headers, body);
  }

  private void end(int status, Map<String, String> headers, byte[] body)
      throws InterruptedException, ExecutionException {
    boolean bodiless = status == 304 || status == 204;
    if (bodiless) {
      headers.remove("Content-Length");
      headers.remove("Content-Type");
    }
    onLoop(() -> {
      begin(status, headers);
      return head || bodiless ? response.end() : response.end(buffer(body, body.length));
    });
  }

  private void streamed(Answer.Streamed answer, Map<String, String> headers)
      throws InterruptedException, ExecutionException {
    var slice = new JsonBytes(SLICE_BYTES + SLACK_BYTES);
    Answer.Pieces pieces = answer.body().into(slice);
    boolean more = fill(pieces, slice);
    if (!more) {
      whole(new Answer.Whole(200, answer.contentType(), slice.toByteArray()), headers);
      return;
    }
    headers.put("Content-Type", answer.contentType());
    if (gzip) {
      compressed(headers);
    }
    onLoop(() -> {
      begin(200, headers);
      response.setChunked(!head);
      return head ? response.end() : Future.succeededFuture();
    });
    if (!head) {
      slices(answer, pieces, slice);
    }
  }

  private void slices(Answer.Streamed answer, Answer.Pieces pieces, JsonBytes slice)
      throws InterruptedException, ExecutionException {
    try (Packer packer = gzip ? new Packer() : null) {
      boolean more = true;
      while (more) {
        write(
            packer == null ? slice.array() : packer.next(slice.array(), slice.size()),
            slice.size());
        slice.clear();
        more = fill(pieces, slice);
      }
      if (isJson(answer.contentType()) && !endsLine(slice.array(), slice.size())) {
        slice.put('\n');
      }
      byte[] rest = packer == null ? slice.toByteArray() : packer.last(slice.array(), slice.size());
      onLoop(() -> response.end(buffer(rest, rest.length)));
    }
  }

  private void write(byte[] bytes, int plainSize) throws InterruptedException, ExecutionException {
    int size = gzip ? bytes.length : plainSize;
    if (size > 0) {
      onLoop(() -> response.write(buffer(bytes, size)));
    }
  }

  private static boolean fill(Answer.Pieces pieces, JsonBytes slice) throws InterruptedException {
    boolean more = true;
    while (more && slice.size() <= SLICE_BYTES) {
      more = pieces.next();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return more;
  }

  private void begin(int status, Map<String, String> headers) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
  }

  private static void compressed(Map<String, String> headers) {
    headers.put("Content-Encoding", "gzip");
    headers.merge("Vary", "Accept-Encoding", (one, other) -> one + ", " + other);
  }

  private static byte[] lineEnded(Answer.Whole answer) {
    byte[] body = answer.body();
    if (!isJson(answer.contentType()) || endsLine(body, body.length)) {
      return body;
    }
    byte[] ended = Arrays.copyOf(body, body.length + 1);
    ended[body.length] = '\n';
    return ended;
  }

  private static boolean isJson(String contentType) {
    return contentType.startsWith(Answer.JSON);
  }

  private static boolean endsLine(byte[] bytes, int size) {
    return size == 0 || bytes[size - 1] == '\n';
  }

  /** Whether the caller can still be told of a failure. */
  boolean untouched() {
    return !response.headWritten() && !response.closed();
  }

  /** Ends an answer that is broken: only a cut can tell the caller that it is not whole. */
  void cut() {
    loop.runOnContext(turn -> response.reset());
  }

  private void onLoop(Supplier<Future<Void>> action)
      throws InterruptedException, ExecutionException {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(turn -> {
      try {
        action.get().onComplete(done);
      } catch (RuntimeException e) {
        done.fail(e);
      }
    });
    done.future().toCompletionStage().toCompletableFuture().get();
  }

  private static BufferInternal buffer(byte[] bytes, int size) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, size));
  }
}
