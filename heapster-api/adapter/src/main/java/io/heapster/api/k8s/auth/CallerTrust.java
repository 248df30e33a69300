package io.heapster.api.k8s.auth;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose word on a caller counts, at one moment.
 *
 * @param frontProxy none where no proxy may speak for others
 * @param clients the authority of certificates of callers; none where no certificate counts
 */
record CallerTrust(@Nullable FrontProxy frontProxy, @Nullable CertificateAuthority clients) {
  static final CallerTrust NOBODY = new CallerTrust(null, null);

  /** Hints for clients which certificate to show. */
  List<X509Certificate> issuers() {
    var all = new ArrayList<X509Certificate>();
    if (frontProxy != null) {
      all.addAll(frontProxy.authority().bundle());
    }
    if (clients != null) {
      all.addAll(clients.bundle());
    }
    return all;
  }
}
