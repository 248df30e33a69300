package io.heapster.api.k8s.tls;

import io.heapster.core.tls.PrivateKeyInfo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of certificates and keys (RFC 7468). Text between the blocks is passed over. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  /**
   * The certificates of a text, at least one.
   *
   * @throws CertificateException when there is none or one cannot be read
   */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    var found = new ArrayList<X509Certificate>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals("CERTIFICATE")) {
        byte[] encoded = decode(blocks.group(2));
        if (factory.generateCertificate(new ByteArrayInputStream(encoded))
            instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("no certificate in PEM form is there");
    }
    return List.copyOf(found);
  }

  /**
   * The first private key of a text, in PKCS #8, PKCS #1 (RSA) or SEC 1 (EC) form.
   *
   * @param owner its certificate, which knows the algorithm and the curve
   * @throws GeneralSecurityException when there is none or it cannot be read
   */
  static PrivateKey privateKey(String text, X509Certificate owner) throws GeneralSecurityException {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      switch (blocks.group(1)) {
        case "PRIVATE KEY" -> {
          return key(decode(blocks.group(2)), owner);
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
          if (blocks.group(2).contains("ENCRYPTED")) {
            throw new GeneralSecurityException("the private key is encrypted");
          }
          byte[] bare = decode(blocks.group(2));
          byte[] algorithm = algorithmOf(owner.getPublicKey().getEncoded());
          return key(PrivateKeyInfo.encode(algorithm, bare), owner);
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new GeneralSecurityException("the private key is encrypted");
        default -> {
          // e.g. EC PARAMETERS before an EC key
        }
      }
    }
    throw new GeneralSecurityException("no private key in PEM form is there");
  }

  static String of(List<X509Certificate> certificates) throws CertificateEncodingException {
    var text = new StringBuilder();
    for (X509Certificate each : certificates) {
      text.append(block("CERTIFICATE", each.getEncoded()));
    }
    return text.toString();
  }

  static String of(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  private static String block(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + LINES.encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] decode(String body) throws CertificateException {
    try {
      return Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new CertificateException("a block of the PEM text is not Base64", e);
    }
  }

  private static PrivateKey key(byte[] pkcs8, X509Certificate owner)
      throws GeneralSecurityException {
    String algorithm = owner.getPublicKey().getAlgorithm();
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (NoSuchAlgorithmException e) {
      throw new GeneralSecurityException("keys of kind " + algorithm + " are not known here", e);
    }
  }

  /** The first value inside the sequence that an encoded public key is. */
  private static byte[] algorithmOf(byte[] publicKey) {
    int start = headerLength(publicKey, 0);
    int length = headerLength(publicKey, start) + contentLength(publicKey, start);
    return Arrays.copyOfRange(publicKey, start, start + length);
  }

  private static int headerLength(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    return first < 0x80 ? 2 : 2 + (first & 0x7F);
  }

  private static int contentLength(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F); i++) {
      length = length << 8 | der[at + 2 + i] & 0xFF;
    }
    return length;
  }
}
