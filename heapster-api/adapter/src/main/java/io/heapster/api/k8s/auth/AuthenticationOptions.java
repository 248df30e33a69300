package io.heapster.api.k8s.auth;

import java.time.Duration;

/**
 * How callers are told apart.
 *
 * @param kubeconfig {@code --authentication-kubeconfig}: the way to the API server for token
 *     reviews and the look-up; empty for that of the pod
 * @param tokenCacheTtl {@code --authentication-token-webhook-cache-ttl}: how long the API server's
 *     word on a token holds; 0 asks each time
 * @param skipLookup {@code --authentication-skip-lookup}: the cluster's settings are not read
 * @param tolerateLookupFailure {@code --authentication-tolerate-lookup-failure}: starts without
 *     them where they cannot be read, and goes on trying
 * @param clientCaFile {@code --client-ca-file}: PEM; empty for the cluster's settings
 */
public record AuthenticationOptions(
    String kubeconfig,
    Duration tokenCacheTtl,
    boolean skipLookup,
    boolean tolerateLookupFailure,
    String clientCaFile,
    RequestHeaderOptions requestHeader) {
  public static final AuthenticationOptions DEFAULTS =
      new AuthenticationOptions(
          "", Duration.ofSeconds(10), false, false, "", RequestHeaderOptions.DEFAULTS);

  public AuthenticationOptions {
    if (tokenCacheTtl.isNegative()) {
      throw new IllegalArgumentException(
          "--authentication-token-webhook-cache-ttl %s must not be negative"
              .formatted(tokenCacheTtl));
    }
  }

  /** Whether anything is to be read from the cluster's settings. */
  boolean needsLookup() {
    return !skipLookup && (clientCaFile.isEmpty() || requestHeader.clientCaFile().isEmpty());
  }
}
