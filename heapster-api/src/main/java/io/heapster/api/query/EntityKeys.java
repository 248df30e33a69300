package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.core.model.EntityKey;

/** Entities as parameters name them. */
final class EntityKeys {
  private EntityKeys() {}

  /**
   * @throws ApiException 400 when the text is no key
   */
  static EntityKey parse(String parameter, String text) {
    return EntityKey.parse(text)
        .orElseThrow(() ->
            Parameters.problem(
                parameter,
                text,
                "expected cluster, node:N, node:N/container:C, namespace:NS,"
                    + " namespace:NS/pod:P or namespace:NS/pod:P/container:C"));
  }
}
