package io.heapster.sources.simulated.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * Key pairs and their certificates.
 *
 * @param keyStore PKCS #12, of all keys
 * @param certificates by alias, as PEM
 */
public record KeyPairs(Buffer keyStore, String password, Map<String, String> certificates) {

  public KeyPairs {
    certificates = Map.copyOf(certificates);
  }

  /** The certificate of an alias as PEM, without those above it. */
  public String pem(String alias) {
    return Objects.requireNonNull(certificates.get(alias), alias);
  }

  /** To show one of the certificates with. */
  public PfxOptions options(String alias) {
    return new PfxOptions().setValue(keyStore).setPassword(password).setAlias(alias);
  }

  static String pem(byte[] encoded) {
    byte[] end = "\n".getBytes(US_ASCII);
    String body = Base64.getMimeEncoder(64, end).encodeToString(encoded);
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "KeyPairs" + certificates;
  }
}
