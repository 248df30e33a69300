package io.heapster.api.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What is needed to serve HTTPS: PEM files, read once at start; empty texts where not given.
 *
 * @param certificate the server's certificate and its intermediates
 * @param key of the certificate, PKCS#8
 * @param clientAuthority certificates of those who may sign client certificates; empty lets in
 *     callers without any
 * @param allowedUsers common names let in; empty lets in all that the authority signed
 */
public record TlsFiles(
    String certificate, String key, String clientAuthority, List<String> allowedUsers) {
  public static final TlsFiles NONE = new TlsFiles("", "", "", List.of());

  public TlsFiles {
    allowedUsers = List.copyOf(allowedUsers);
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new IllegalArgumentException(
          "tls_cert \"%s\" and tls_key \"%s\" work together only: give both or neither"
              .formatted(certificate, key));
    }
    if (!clientAuthority.isEmpty() && certificate.isEmpty()) {
      throw new IllegalArgumentException(
          "tls_client_ca \"%s\" needs tls_cert and tls_key: client certificates exist in TLS only"
              .formatted(clientAuthority));
    }
  }

  /** Switches TLS on, where files are given. */
  void configure(HttpServerOptions options) {
    if (certificate.isEmpty()) {
      return;
    }
    var identity = new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key);
    options.setSsl(true).setKeyCertOptions(identity);
    if (!clientAuthority.isEmpty()) {
      options.setClientAuth(ClientAuth.REQUEST);
      options.setTrustOptions(TrustOptions.wrap(new DeferredTrust()));
    }
  }

  /**
   * How callers are checked.
   *
   * @throws IllegalArgumentException when the authority's file cannot be read
   */
  public ClientAuthentication authentication() {
    return clientAuthority.isEmpty()
        ? ClientAuthentication.NONE
        : new CertificateAuthentication(
            authority(Path.of(clientAuthority)), Set.copyOf(allowedUsers));
  }

  private static X509TrustManager authority(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      return trusting(store);
    } catch (IOException | GeneralSecurityException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "tls_client_ca " + file + ": no PEM certificates could be read: " + e, e);
    }
  }

  private static X509TrustManager trusting(KeyStore store) throws GeneralSecurityException {
    if (store.size() == 0) {
      throw new GeneralSecurityException("the file holds none");
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager trust) {
        return trust;
      }
    }
    throw new GeneralSecurityException("this Java runtime checks no X.509 certificates");
  }
}
