package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.auth.CertificateAuthority.Verdict;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.core.time.TimeSource;
import java.nio.charset.CharacterCodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Believes the front proxy, which kube-apiserver is, and nobody else, when it tells in headers for
 * whom it asks.
 */
final class RequestHeaderAuthenticator implements AuthenticationMethod {
  private final Supplier<CallerTrust> trust;
  private final TimeSource time;
  private final LogBudget log;

  RequestHeaderAuthenticator(Supplier<CallerTrust> trust, TimeSource time) {
    this.trust = trust;
    this.time = time;
    this.log = new LogBudget(LoggerFactory.getLogger(RequestHeaderAuthenticator.class), time);
  }

  @Override
  public String name() {
    return "request_header";
  }

  @Override
  public Outcome verify(Credentials shown) {
    List<X509Certificate> chain = shown.certificates();
    FrontProxy proxy = trust.get().frontProxy();
    if (chain.isEmpty()) {
      return new Outcome.NothingShown();
    }
    if (proxy == null) {
      if (RequestHeaderOptions.DEFAULTS.headers().claimed(shown.headers())) {
        tell(chain.getFirst(), "no authority of front proxies is known (requestheader-client-ca)");
      }
      return new Outcome.NothingShown();
    }
    String objection = objection(proxy, chain);
    if (!objection.isEmpty()) {
      if (proxy.headers().claimed(shown.headers())) {
        tell(chain.getFirst(), objection);
      }
      return new Outcome.Rejected("not the front proxy: " + objection);
    }
    try {
      Optional<UserInfo> user = proxy.headers().read(shown.headers());
      return user.isPresent() ? new Outcome.Accepted(user.get()) : new Outcome.NothingShown();
    } catch (CharacterCodingException e) {
      return new Outcome.Rejected("an identity header of the front proxy is not UTF-8");
    }
  }

  @Override
  public boolean trusts(List<X509Certificate> chain) {
    FrontProxy proxy = trust.get().frontProxy();
    return proxy != null && objection(proxy, chain).isEmpty();
  }

  /** Why the certificate is not the proxy's; empty when it is. */
  private String objection(FrontProxy proxy, List<X509Certificate> chain) {
    return switch (proxy.authority().judge(chain, time.now())) {
      case Verdict.Untrusted(String why) -> why;
      case Verdict.Trusted() -> {
        String name = DistinguishedName.commonName(chain.getFirst());
        yield proxy.allowedNames().isEmpty() || proxy.allowedNames().contains(name)
            ? ""
            : "its common name \"%s\" is none of %s".formatted(name, proxy.allowedNames());
      }
    };
  }

  private void tell(X509Certificate certificate, String objection) {
    log.warn(
        "identity headers ignored, the caller is not taken for the front proxy: certificate of %s by %s: %s"
            .formatted(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                objection));
  }
}
