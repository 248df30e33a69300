package io.heapster.sinks.elasticsearch;

import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.elasticsearch.SearchConfig.Credentials;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header of HTTP basic authentication; made anew for each request, so passwords may rotate. */
final class BasicAuthentication {
  private final @Nullable Credentials credentials;

  BasicAuthentication(@Nullable Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * No header when there are no credentials.
   *
   * @throws SinkHeldException when the password's file cannot be read
   */
  Map<String, String> headers() throws SinkHeldException {
    if (credentials == null) {
      return Map.of();
    }
    try {
      String pair = credentials.user() + ":" + credentials.password().read();
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    } catch (UncheckedIOException e) {
      throw new SinkHeldException(e.getMessage() + "; check option esUserSecretFile", e);
    }
  }
}
