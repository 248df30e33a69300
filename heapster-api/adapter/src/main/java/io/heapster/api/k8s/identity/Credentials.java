package io.heapster.api.k8s.identity;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a caller shows.
 *
 * @param certificates of the TLS client, its own first, not judged yet; empty without any. The
 *     handshake has proven that the caller owns the key of the first
 * @param headers as received, with those that claim an identity
 */
public record Credentials(List<X509Certificate> certificates, RequestHeaders headers) {
  public Credentials {
    certificates = List.copyOf(certificates);
  }
}
