package io.heapster.api.k8s.auth;

import java.util.List;

/**
 * The proxy that may speak for others.
 *
 * @param authority of its certificate
 * @param allowedNames its common names; empty for any that the authority signed
 * @param headers in which it tells who asked
 */
record FrontProxy(
    CertificateAuthority authority, List<String> allowedNames, IdentityHeaders headers) {
  FrontProxy {
    allowedNames = List.copyOf(allowedNames);
  }
}
