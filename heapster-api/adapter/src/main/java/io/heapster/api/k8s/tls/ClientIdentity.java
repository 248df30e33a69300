package io.heapster.api.k8s.tls;

import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** The certificate that this process shows to another server, from a pair of PEM files. */
public final class ClientIdentity {
  /** Of a store that is never written anywhere. */
  private static final char[] NO_PASSWORD = {};

  private ClientIdentity() {}

  /**
   * Reads the pair once.
   *
   * @throws IOException when a file cannot be read
   * @throws GeneralSecurityException when the files hold no pair
   */
  public static KeyManager[] read(Path certificate, Path key, TimeSource time)
      throws IOException, GeneralSecurityException {
    Identity identity = IdentityFiles.load(certificate, key, time);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }
}
