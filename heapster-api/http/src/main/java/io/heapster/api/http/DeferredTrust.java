package io.heapster.api.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every client certificate through the handshake, which still proves that the client owns its
 * key; whoever serves the request judges it afterwards. For servers only: as a client it would
 * trust nobody. Thread-safe.
 */
public final class DeferredTrust extends X509ExtendedTrustManager {
  private final Supplier<List<X509Certificate>> issuers;

  /** Names no issuer, so that clients choose a certificate by themselves. */
  public DeferredTrust() {
    this(List::of);
  }

  /**
   * @param issuers named to each client as a hint which certificate to show; asked in each
   *     handshake
   */
  public DeferredTrust(Supplier<List<X509Certificate>> issuers) {
    this.issuers = issuers;
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.get().toArray(X509Certificate[]::new);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String algorithm) {
    // judged when the request is served
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket) {
    // judged when the request is served
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine) {
    // judged when the request is served
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String algorithm)
      throws CertificateException {
    throw new CertificateException("no server is trusted here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, algorithm);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, algorithm);
  }
}
