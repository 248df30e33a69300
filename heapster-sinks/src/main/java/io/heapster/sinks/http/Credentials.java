package io.heapster.sinks.http;

import io.heapster.core.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a request says who sends it. Secrets are read at each request, so that they may be rotated.
 */
public sealed interface Credentials {

  /** The value of the header {@code Authorization}, if there is to be one. */
  Optional<String> authorization();

  /** Nobody in particular. */
  record Anonymous() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /** User and password. */
  record Basic(String user, Secret password) implements Credentials {
    @Override
    public Optional<String> authorization() {
      byte[] pair = (user + ":" + password.read()).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
  }

  /** A token, as OAuth 2 has them. */
  record Bearer(Secret token) implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token.read());
    }
  }
}
