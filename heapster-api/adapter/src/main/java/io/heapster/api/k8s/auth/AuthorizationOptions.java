package io.heapster.api.k8s.auth;

import java.time.Duration;
import java.util.List;

/**
 * How it is found out what callers may do.
 *
 * @param kubeconfig {@code --authorization-kubeconfig}: the way to the API server for access
 *     reviews; empty for that of the pod
 * @param authorizedTtl {@code --authorization-webhook-cache-authorized-ttl}; 0 asks each time
 * @param unauthorizedTtl {@code --authorization-webhook-cache-unauthorized-ttl}; 0 asks each time
 * @param alwaysAllowPaths {@code --authorization-always-allow-paths}: paths that everybody may ask;
 *     a star at the end stands for any rest
 */
public record AuthorizationOptions(
    String kubeconfig,
    Duration authorizedTtl,
    Duration unauthorizedTtl,
    List<String> alwaysAllowPaths) {
  public static final AuthorizationOptions DEFAULTS =
      new AuthorizationOptions(
          "",
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          List.of("/healthz", "/readyz", "/livez"));

  public AuthorizationOptions {
    alwaysAllowPaths = List.copyOf(alwaysAllowPaths);
    if (authorizedTtl.isNegative() || unauthorizedTtl.isNegative()) {
      throw new IllegalArgumentException(
          "--authorization-webhook-cache-authorized-ttl %s and -unauthorized-ttl %s must not be"
                  .formatted(authorizedTtl, unauthorizedTtl)
              + " negative");
    }
    for (String path : alwaysAllowPaths) {
      int star = path.indexOf('*');
      if (star >= 0 && star != path.length() - 1) {
        throw new IllegalArgumentException(
            "--authorization-always-allow-paths: \"%s\" may have a * at its end only"
                .formatted(path));
      }
    }
  }
}
