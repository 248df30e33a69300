package io.heapster.api.k8s.forward;

import io.heapster.api.k8s.tls.ClientIdentity;
import io.heapster.api.k8s.tls.Pem;
import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.AnyCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS towards a target, from files that may change. */
record TargetTls(ForwardTarget.Trust trust, TimeSource time) {

  /** The content of the files, to see whether they changed. */
  record Texts(List<String> files) {
    Texts {
      files = List.copyOf(files);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Texts";
    }
  }

  /**
   * @throws IOException when a file cannot be read; names it
   */
  Texts texts() throws IOException {
    var texts = new ArrayList<String>();
    for (String file : List.of(trust.caFile(), trust.certFile(), trust.keyFile())) {
      texts.add(file.isEmpty() ? "" : Files.readString(Path.of(file)));
    }
    return new Texts(texts);
  }

  /**
   * @throws IOException when a file cannot be read
   * @throws GeneralSecurityException when one does not hold what it should
   */
  SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown(), trusted(), null);
    return context;
  }

  private KeyManager @Nullable [] shown() throws IOException, GeneralSecurityException {
    return trust.certFile().isEmpty()
        ? null
        : ClientIdentity.read(Path.of(trust.certFile()), Path.of(trust.keyFile()), time);
  }

  /** Null for those that the Java runtime trusts. */
  private TrustManager @Nullable [] trusted() throws IOException, GeneralSecurityException {
    if (trust.insecure()) {
      return new TrustManager[] {new AnyCertificate()};
    }
    if (trust.caFile().isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate each : Pem.certificates(Files.readString(Path.of(trust.caFile())))) {
      store.setCertificateEntry("authority-" + store.size(), each);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
