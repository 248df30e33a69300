package io.heapster.core.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a certificate is to say. Keys are on the curve P-256, signatures ECDSA with SHA-256.
 *
 * @param names DNS names and IP addresses, for {@code subjectAltName}
 */
public record CertificateTemplate(
    String commonName,
    List<String> organizations,
    List<String> names,
    Instant from,
    Instant until,
    Use use) {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String SUBJECT_KEY_ID = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String SUBJECT_ALT_NAME = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY_ID = "2.5.29.35";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final int SERIAL_BITS = 127;

  /** What the key is for. */
  public enum Use {
    AUTHORITY(""),
    SERVER("1.3.6.1.5.5.7.3.1"),
    CLIENT("1.3.6.1.5.5.7.3.2"),
    UNSPECIFIED("");

    private final String extendedKeyUsage;

    Use(String extendedKeyUsage) {
      this.extendedKeyUsage = extendedKeyUsage;
    }
  }

  public CertificateTemplate {
    organizations = List.copyOf(organizations);
    names = List.copyOf(names);
  }

  /** A new key, certified by itself. */
  public Identity selfSigned() throws GeneralSecurityException {
    KeyPair pair = newKey();
    return new Identity(
        List.of(certificate(pair.getPublic(), subject(), pair.getPublic(), pair.getPrivate())),
        pair.getPrivate());
  }

  /** A new key, certified by another; the chain includes the issuer's. */
  public Identity signedBy(Identity issuer) throws GeneralSecurityException {
    KeyPair pair = newKey();
    X509Certificate above = issuer.certificate();
    var chain = new ArrayList<X509Certificate>();
    chain.add(
        certificate(
            pair.getPublic(),
            above.getSubjectX500Principal().getEncoded(),
            above.getPublicKey(),
            issuer.key()));
    chain.addAll(issuer.chain());
    return new Identity(chain, pair.getPrivate());
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509Certificate certificate(
      PublicKey key, byte[] issuer, PublicKey issuerKey, PrivateKey signer)
      throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.objectId(ECDSA_WITH_SHA256));
    byte[] body =
        Der.sequence(
            Der.context(0, Der.integer(2)), // version 3
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE)),
            algorithm,
            issuer,
            Der.sequence(Der.time(from), Der.time(until)),
            subject(),
            key.getEncoded(),
            Der.context(3, Der.sequence(extensions(key, issuerKey))));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(body);
    byte[] signed = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(signed));
  }

  private byte[] subject() {
    var parts = new ArrayList<byte[]>();
    for (String organization : organizations) {
      parts.add(attribute(ORGANIZATION, organization));
    }
    if (!commonName.isEmpty()) {
      parts.add(attribute(COMMON_NAME, commonName));
    }
    return Der.sequence(parts.toArray(byte[][]::new));
  }

  private static byte[] attribute(String type, String content) {
    return Der.value(Der.SET, Der.sequence(Der.objectId(type), Der.text(content)));
  }

  private byte[][] extensions(PublicKey key, PublicKey issuerKey) throws GeneralSecurityException {
    var all = new ArrayList<byte[]>();
    boolean authority = use == Use.AUTHORITY;
    all.add(critical(BASIC_CONSTRAINTS, authority ? Der.sequence(Der.yes()) : Der.sequence()));
    // keyCertSign and cRLSign, or digitalSignature
    all.add(
        critical(
            KEY_USAGE,
            authority ? Der.bits(1, new byte[] {0x06}) : Der.bits(7, new byte[] {(byte) 0x80})));
    if (!use.extendedKeyUsage.isEmpty()) {
      all.add(extension(EXTENDED_KEY_USAGE, Der.sequence(Der.objectId(use.extendedKeyUsage))));
    }
    all.add(extension(SUBJECT_KEY_ID, Der.octets(keyId(key))));
    all.add(extension(AUTHORITY_KEY_ID, Der.sequence(Der.contextBytes(0, keyId(issuerKey)))));
    if (!names.isEmpty()) {
      byte[][] encoded = names.stream().map(CertificateTemplate::name).toArray(byte[][]::new);
      all.add(extension(SUBJECT_ALT_NAME, Der.sequence(encoded)));
    }
    return all.toArray(byte[][]::new);
  }

  private static byte[] extension(String id, byte[] content) {
    return Der.sequence(Der.objectId(id), Der.octets(content));
  }

  private static byte[] critical(String id, byte[] content) {
    return Der.sequence(Der.objectId(id), Der.yes(), Der.octets(content));
  }

  /** A name for a key, as RFC 5280 (4.2.1.2) proposes; nothing rests on its strength. */
  private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
  }

  private static byte[] name(String name) {
    try {
      return Der.contextBytes(7, InetAddress.ofLiteral(name).getAddress());
    } catch (IllegalArgumentException notAnAddress) {
      return Der.contextBytes(2, name.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
