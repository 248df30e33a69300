package io.heapster.sinks.tls;

import io.heapster.core.tls.AnyCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which servers are trusted. */
public final class ServerTrust {
  private ServerTrust() {}

  /**
   * The context for a client.
   *
   * @param certificateAuthority certificates in PEM; null for those that Java knows
   * @param insecure whether any certificate will do
   * @throws IllegalArgumentException when the file of authorities cannot be used; names it
   */
  public static SSLContext context(@Nullable Path certificateAuthority, boolean insecure) {
    if (insecure) {
      return AnyCertificate.context();
    }
    try {
      return certificateAuthority == null
          ? SSLContext.getDefault()
          : trusting(only(certificateAuthority));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "certificate authorities in " + certificateAuthority + " cannot be used: " + e, e);
    }
  }

  /**
   * Trusts the authorities in a PEM file, and nobody else.
   *
   * @throws IllegalArgumentException when the file cannot be used; names it
   */
  public static X509TrustManager authorities(Path file) {
    try {
      for (TrustManager manager : only(file)) {
        if (manager instanceof X509TrustManager known) {
          return known;
        }
      }
      throw new GeneralSecurityException("no X.509 in this JDK");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "certificate authorities in " + file + " cannot be used: " + e, e);
    }
  }

  private static SSLContext trusting(TrustManager[] managers) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  private static TrustManager[] only(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, each);
      }
    }
    if (store.size() == 0) {
      throw new IOException("no certificate in it");
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
