package io.heapster.core.tls;

/** The one form in which the runtime reads private keys: PKCS #8 (RFC 5208), not encrypted. */
public final class PrivateKeyInfo {
  private static final int VERSION = 0;

  private PrivateKeyInfo() {}

  /**
   * A key in the older form of its algorithm, wrapped.
   *
   * @param algorithm in DER, with its parameters; as public keys name it
   * @param key in DER: PKCS #1 (RSA) or SEC 1 (EC)
   */
  public static byte[] encode(byte[] algorithm, byte[] key) {
    return Der.sequence(Der.integer(VERSION), algorithm, Der.octets(key));
  }
}
