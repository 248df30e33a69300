package io.heapster.sources.simulated.tls;

import io.heapster.core.tls.CertificateTemplate;
import io.heapster.core.tls.Identity;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes elliptic key pairs with certificates, some milliseconds each. They are valid in this
 * century, whatever the clock of the simulated world says. Not thread-safe.
 */
public final class KeyMaker {
  private static final Instant FROM = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");

  private final Map<String, Identity> made = new LinkedHashMap<>();

  /** An authority of others. */
  public KeyMaker authority(String alias, String name) {
    return selfSigned(alias, name, List.of(), CertificateTemplate.Use.AUTHORITY);
  }

  /**
   * A server's certificate that stands for itself: clients trust it as they would an authority.
   *
   * @param names DNS names and IP addresses
   */
  public KeyMaker server(String alias, String name, List<String> names) {
    return selfSigned(alias, name, names, CertificateTemplate.Use.UNSPECIFIED);
  }

  /** A client's certificate that an authority made before signs. */
  public KeyMaker client(String alias, String name, String authority) {
    Identity signer = Objects.requireNonNull(made.get(authority), authority);
    var template = template(name, List.of(), CertificateTemplate.Use.CLIENT);
    try {
      made.put(alias, template.signedBy(signer));
    } catch (GeneralSecurityException e) {
      throw cannotMake(name, e);
    }
    return this;
  }

  /** All that were made. */
  public KeyPairs make() {
    return KeyPairs.of(made);
  }

  private KeyMaker selfSigned(
      String alias, String name, List<String> names, CertificateTemplate.Use use) {
    try {
      made.put(alias, template(name, names, use).selfSigned());
    } catch (GeneralSecurityException e) {
      throw cannotMake(name, e);
    }
    return this;
  }

  private static CertificateTemplate template(
      String name, List<String> names, CertificateTemplate.Use use) {
    return new CertificateTemplate(name, List.of(), names, FROM, UNTIL, use);
  }

  private static IllegalStateException cannotMake(String name, GeneralSecurityException cause) {
    return new IllegalStateException("this Java runtime cannot make a key for " + name, cause);
  }
}
