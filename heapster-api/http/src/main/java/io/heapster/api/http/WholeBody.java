package io.heapster.api.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/** Sends an answer that is there in full. */
record WholeBody(HttpServerRequest request) {

  Future<Void> send(Answer.Whole answer) {
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType());
    response.putHeader("Content-Length", Integer.toString(answer.body().length));
    return request.method().equals(HttpMethod.HEAD)
        ? response.end()
        : response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(answer.body())));
  }
}
