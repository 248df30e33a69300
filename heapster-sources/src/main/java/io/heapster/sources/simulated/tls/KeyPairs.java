package io.heapster.sources.simulated.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heapster.core.tls.Identity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Key pairs and their certificates, by alias.
 *
 * @param certificates as PEM, without those above them
 * @param keys as PEM
 */
public record KeyPairs(Map<String, String> certificates, Map<String, String> keys) {

  public KeyPairs {
    certificates = Map.copyOf(certificates);
    keys = Map.copyOf(keys);
  }

  static KeyPairs of(Map<String, Identity> identities) {
    var certificates = new LinkedHashMap<String, String>();
    var keys = new LinkedHashMap<String, String>();
    identities.forEach((alias, identity) -> {
      certificates.put(alias, pem("CERTIFICATE", encoded(identity.certificate())));
      keys.put(alias, pem("PRIVATE KEY", identity.key().getEncoded()));
    });
    return new KeyPairs(certificates, keys);
  }

  /** The certificate of an alias as PEM, without those above it. */
  public String pem(String alias) {
    return Objects.requireNonNull(certificates.get(alias), alias);
  }

  /** To show one of the certificates with. */
  public PemKeyCertOptions options(String alias) {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(pem(alias)))
        .addKeyValue(Buffer.buffer(Objects.requireNonNull(keys.get(alias), alias)));
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was just made has no form", e);
    }
  }

  private static String pem(String kind, byte[] content) {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "KeyPairs" + certificates;
  }
}
