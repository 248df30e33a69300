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
  private String refused = "";
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

  /** What a text says, not taken over yet. */
  record Parsed(String text, @Nullable CertificateAuthority authority) {}

  /**
   * Reads a text in PEM form; empty for no authority at all. Changes nothing.
   *
   * @throws CertificateException when it is broken
   */
  Parsed parse(String pem) throws CertificateException {
    if (pem.equals(text)) {
      return new Parsed(text, authority);
    }
    return new Parsed(pem, pem.isBlank() ? null : CertificateAuthority.of(pem));
  }

  void take(Parsed parsed) {
    if (!parsed.text.equals(text)) {
      text = parsed.text;
      authority = parsed.authority;
      LOG.info("{}: {}", origin, authority == null ? "none" : subjects(authority));
    }
  }

  /** Takes over a text in PEM form that cannot be empty; a broken one is told once. */
  void update(String pem) {
    if (pem.equals(refused)) {
      return;
    }
    try {
      take(parse(pem));
      refused = "";
    } catch (CertificateException e) {
      refused = pem;
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
