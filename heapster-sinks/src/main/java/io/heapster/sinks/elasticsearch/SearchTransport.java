package io.heapster.sinks.elasticsearch;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its answer, over somebody's client. Thread-safe. */
interface SearchTransport extends AutoCloseable {

  /**
   * @param path from the node's own path on, e.g. {@code /_bulk}
   * @param body null for none
   */
  record Call(String method, String path, Map<String, String> query, @Nullable Body body) {
    public Call {
      query = Map.copyOf(query);
    }
  }

  /** Some bytes of an array, which nobody changes meanwhile. */
  record Body(String contentType, byte[] bytes, int offset, int length) {}

  /**
   * @param retryAfter the header of that name; empty when there is none
   */
  record Answer(int status, byte[] body, String retryAfter) {
    boolean isOk() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Any answer, be it an error, of the first node that gives one.
   *
   * @throws IOException when no node answered
   */
  Answer call(Call call) throws IOException, InterruptedException;

  /** Ends connections and threads; may be called more than once. */
  @Override
  void close();
}
