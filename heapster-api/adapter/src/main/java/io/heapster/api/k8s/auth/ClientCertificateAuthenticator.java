package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.auth.CertificateAuthority.Verdict;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.core.time.TimeSource;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Knows a caller by a certificate of the cluster's client authority: the common name is the user,
 * each organisation a group.
 */
final class ClientCertificateAuthenticator implements AuthenticationMethod {
  private final Supplier<CallerTrust> trust;
  private final TimeSource time;

  ClientCertificateAuthenticator(Supplier<CallerTrust> trust, TimeSource time) {
    this.trust = trust;
    this.time = time;
  }

  @Override
  public String name() {
    return "client_certificate";
  }

  @Override
  public Outcome verify(Credentials shown) {
    List<X509Certificate> chain = shown.certificates();
    CertificateAuthority clients = trust.get().clients();
    if (chain.isEmpty() || clients == null) {
      return new Outcome.NothingShown();
    }
    return switch (clients.judge(chain, time.now())) {
      case Verdict.Untrusted(String why) -> new Outcome.Rejected("client certificate: " + why);
      case Verdict.Trusted() -> user(chain.getFirst());
    };
  }

  @Override
  public boolean trusts(List<X509Certificate> chain) {
    CertificateAuthority clients = trust.get().clients();
    return clients != null && clients.judge(chain, time.now()) instanceof Verdict.Trusted;
  }

  private static Outcome user(X509Certificate certificate) {
    String name = DistinguishedName.commonName(certificate);
    return name.isEmpty()
        ? new Outcome.NothingShown()
        : new Outcome.Accepted(
            new UserInfo(name, "", DistinguishedName.organizations(certificate), Map.of()));
  }
}
