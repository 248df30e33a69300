package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.tls.Pem;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Those who may sign the certificates of clients. Verdicts are remembered, so one object stands for
 * one generation of the bundle. Thread-safe.
 */
final class CertificateAuthority {
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final int MAX_CHAIN = 10;
  private static final int MAX_VERDICTS = 1024;
  private static final Duration TRUSTED_FOR = Duration.ofMinutes(1);
  private static final Duration REFUSED_FOR = Duration.ofSeconds(10);

  private final List<X509Certificate> bundle;
  private final KeyedHash hash = new KeyedHash();
  private final BoundedMap<Remembered> verdicts = new BoundedMap<>(MAX_VERDICTS);

  /** What is thought of a chain. */
  sealed interface Verdict {
    record Trusted() implements Verdict {}

    record Untrusted(String why) implements Verdict {}
  }

  private record Remembered(Verdict verdict, Instant until) {}

  private CertificateAuthority(List<X509Certificate> bundle) {
    this.bundle = List.copyOf(bundle);
  }

  /**
   * @throws CertificateException when the text holds no certificate or a broken one
   */
  static CertificateAuthority of(String pem) throws CertificateException {
    return new CertificateAuthority(Pem.certificates(pem));
  }

  List<X509Certificate> bundle() {
    return bundle;
  }

  /**
   * Judges a client's certificate: signed by this authority, valid now and meant for clients.
   * Revocation is not looked at, as nowhere in Kubernetes.
   *
   * @param chain the client's first; the others may help
   */
  Verdict judge(List<X509Certificate> chain, Instant now) {
    if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
      return new Verdict.Untrusted("the chain has " + chain.size() + " certificates");
    }
    String key;
    try {
      key = key(chain);
    } catch (CertificateEncodingException e) {
      return new Verdict.Untrusted("the certificate cannot be encoded");
    }
    Remembered known = verdicts.get(key);
    if (known != null && now.isBefore(known.until)) {
      return known.verdict;
    }
    Remembered fresh = verify(chain, now);
    verdicts.put(key, fresh);
    return fresh.verdict;
  }

  private String key(List<X509Certificate> chain) throws CertificateEncodingException {
    byte[][] parts = new byte[chain.size()][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = chain.get(i).getEncoded();
    }
    return hash.of(parts);
  }

  private Remembered verify(List<X509Certificate> chain, Instant now) {
    try {
      chain.getFirst().checkValidity(Date.from(now));
      Instant end = now.plus(TRUSTED_FOR);
      for (Certificate each : path(chain, now)) {
        if (each instanceof X509Certificate certificate) {
          requireForClients(certificate);
          Instant last = certificate.getNotAfter().toInstant();
          end = last.isBefore(end) ? last : end;
        }
      }
      return new Remembered(new Verdict.Trusted(), end);
    } catch (CertPathBuilderException e) {
      return refused("no chain to a known authority: " + reason(e), now);
    } catch (GeneralSecurityException e) {
      return refused(reason(e), now);
    }
  }

  private static Remembered refused(String why, Instant now) {
    return new Remembered(new Verdict.Untrusted(why), now.plus(REFUSED_FOR));
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private List<? extends Certificate> path(List<X509Certificate> chain, Instant now)
      throws CertPathBuilderException,
          InvalidAlgorithmParameterException,
          NoSuchAlgorithmException {
    var target = new X509CertSelector();
    target.setCertificate(chain.getFirst());
    Set<TrustAnchor> anchors = anchors(now);
    if (anchors.isEmpty()) {
      throw new CertPathBuilderException("all authorities have expired");
    }
    var wanted = new PKIXBuilderParameters(anchors, target);
    wanted.setRevocationEnabled(false);
    wanted.setDate(Date.from(now));
    wanted.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    if (CertPathBuilder.getInstance("PKIX").build(wanted)
        instanceof PKIXCertPathBuilderResult result) {
      return result.getCertPath().getCertificates();
    }
    throw new CertPathBuilderException("no path");
  }

  /** The runtime does not look at the dates of those who are trusted anyway. */
  private Set<TrustAnchor> anchors(Instant now) {
    var valid = new HashSet<TrustAnchor>();
    for (X509Certificate each : bundle) {
      boolean begun = !now.isBefore(each.getNotBefore().toInstant());
      if (begun && !now.isAfter(each.getNotAfter().toInstant())) {
        valid.add(new TrustAnchor(each, null));
      }
    }
    return valid;
  }

  /** A certificate that names no purpose serves any, as in Go. */
  private static void requireForClients(X509Certificate certificate) throws CertificateException {
    List<String> purposes;
    try {
      purposes = certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      throw new CertificateException("its purposes cannot be read", e);
    }
    boolean allowed =
        purposes == null
            || purposes.contains(CLIENT_AUTHENTICATION)
            || purposes.contains(ANY_PURPOSE);
    if (!allowed) {
      throw new CertificateException(
          "it is for other purposes than client authentication: " + purposes);
    }
  }
}
