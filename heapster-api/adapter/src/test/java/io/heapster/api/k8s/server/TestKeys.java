package io.heapster.api.k8s.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A key and its own certificate, made by the JDK's keytool for one test. */
record TestKeys(KeyStore store) {
  private static final String PASSWORD = "changeit";

  static TestKeys make(Path folder, String commonName) throws Exception {
    Path file = folder.resolve(commonName + ".p12");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "key",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + commonName,
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("keytool ended with " + exit);
    }
    return new TestKeys(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  X509ExtendedKeyManager identity() throws GeneralSecurityException {
    for (KeyManager each : keyManagers()) {
      if (each instanceof X509ExtendedKeyManager keys) {
        return keys;
      }
    }
    throw new GeneralSecurityException("no key manager");
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }

  /** For a client that trusts this certificate. */
  SSLContext client() throws Exception {
    return client(new KeyManager[0]);
  }

  /** For a client that trusts this certificate and shows another one. */
  SSLContext client(TestKeys shown) throws Exception {
    return client(shown.keyManagers());
  }

  private SSLContext client(KeyManager[] shown) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("key"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, trust.getTrustManagers(), null);
    return context;
  }
}
