package io.heapster.api.http;

import io.vertx.core.http.HttpServerRequest;

/** Decides whether a caller may ask at all. Thread-safe. */
public interface ClientAuthentication {
  /** Everybody may. */
  ClientAuthentication NONE = (request, path) -> {};

  /**
   * Lets the request pass.
   *
   * @param path decoded
   * @throws ApiException when it may not
   */
  void check(HttpServerRequest request, String path);
}
