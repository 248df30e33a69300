package io.heapster.api.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/** Sends an answer that is there in full. */
record WholeBody(HttpServerRequest request) {
  /** Has no body and tells nothing about one. */
  private static final int NOT_MODIFIED = 304;

  Future<Void> send(Answer.Whole answer) {
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.status());
    if (answer.status() == NOT_MODIFIED) {
      return response.end();
    }
    response.putHeader("Content-Type", answer.contentType());
    response.putHeader("Content-Length", Integer.toString(answer.body().length));
    return request.method().equals(HttpMethod.HEAD)
        ? response.end()
        : response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(answer.body())));
  }
}
