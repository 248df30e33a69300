package io.heapster.core.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate and its private key.
 *
 * @param chain the certificate first, then those who signed it
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = {1, 2, 3, 4};

  public Identity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a certificate is missing");
    }
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /**
   * @throws GeneralSecurityException when key and certificate are of different pairs
   */
  public void requireMatch() throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate().getPublicKey());
      signature.update(PROBE);
      if (signature.verify(signed)) {
        return;
      }
    } catch (InvalidKeyException | SignatureException e) {
      throw new GeneralSecurityException("the key does not belong to the certificate", e);
    }
    throw new GeneralSecurityException("the key does not belong to the certificate");
  }

  /** Without the key. */
  @Override
  public String toString() {
    X509Certificate own = certificate();
    return "\"%s\" of \"%s\", valid until %s"
        .formatted(
            own.getSubjectX500Principal().getName(),
            own.getIssuerX500Principal().getName(),
            own.getNotAfter().toInstant());
  }
}
