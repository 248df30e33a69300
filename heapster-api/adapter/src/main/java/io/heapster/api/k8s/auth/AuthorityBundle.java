package io.heapster.api.k8s.auth;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle of authorities that may change where it comes from. A broken one changes nothing, and an
 * unchanged one stays the same object, with the verdicts it remembers. Used by one thread at a
 * time.
 */
final class AuthorityBundle {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityBundle.class);

  private final String origin;
  private String text = "";
  private @Nullable CertificateAuthority authority;

  /**
   * @param origin for messages
   */
  AuthorityBundle(String origin) {
    this.origin = origin;
  }

  /** None before the first good text, and after an empty one. */
  @Nullable CertificateAuthority current() {
    return authority;
  }

  /** Takes over a text in PEM form; empty for no authority at all. */
  void update(String pem) {
    if (pem.equals(text)) {
      return;
    }
    text = pem;
    try {
      authority = pem.isBlank() ? null : CertificateAuthority.of(pem);
      LOG.info("{}: {}", origin, authority == null ? "none" : subjects(authority));
    } catch (CertificateException e) {
      LOG.warn(
          "{} cannot be used ({}), going on with {}",
          origin,
          e.getMessage(),
          authority == null ? "none" : "the last one");
    }
  }

  private static List<String> subjects(CertificateAuthority authority) {
    return authority.bundle().stream()
        .map(X509Certificate::getSubjectX500Principal)
        .map(subject -> "\"" + subject.getName() + "\"")
        .toList();
  }
}
