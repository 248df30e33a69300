package io.heapster.sources.simulated.apiserver;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes chunks to a response no faster than its client reads. Runs on the event loop. */
final class ResponsePump {
  private final HttpServerResponse response;
  private final Supplier<@Nullable Buffer> chunks;
  private final Runnable done;

  /**
   * @param chunks the next one each time, null after the last
   * @param done runs once, after the last
   */
  ResponsePump(HttpServerResponse response, Supplier<@Nullable Buffer> chunks, Runnable done) {
    this.response = response;
    this.chunks = chunks;
    this.done = done;
  }

  void run() {
    while (!response.closed()) {
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> run());
        return;
      }
      Buffer chunk = chunks.get();
      if (chunk == null) {
        response.drainHandler(null);
        done.run();
        return;
      }
      response.write(chunk);
    }
  }
}
