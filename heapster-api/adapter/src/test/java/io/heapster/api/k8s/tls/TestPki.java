package io.heapster.api.k8s.tls;

import io.heapster.core.tls.CertificateTemplate;
import io.heapster.core.tls.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** An authority that signs whatever a test needs, valid around the machine's time. */
public final class TestPki {
  private final Identity authority;

  /** A certificate with its key and PEM text. */
  public record Certified(List<X509Certificate> chain, PrivateKey key) {
    Identity identity() {
      return new Identity(chain, key);
    }

    /** Shows this, whatever is asked for. */
    public X509ExtendedKeyManager keyManager() {
      return new ShownAlways(this);
    }

    public String certificatePem() {
      try {
        return Pem.of(chain);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    public String keyPem() {
      return Pem.of(key);
    }

    public void write(Path certificate, Path keyFile) {
      try {
        Files.writeString(certificate, certificatePem());
        Files.writeString(keyFile, keyPem());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public TestPki(String name) {
    authority =
        made(name, List.of(), List.of(), CertificateTemplate.Use.AUTHORITY, Duration.ofDays(30));
  }

  public String pem() {
    try {
      return Pem.of(List.of(authority.certificate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate certificate() {
    return authority.certificate();
  }

  public Certified client(String name, String... organizations) {
    return issue(
        name,
        List.of(organizations),
        List.of(),
        CertificateTemplate.Use.CLIENT,
        Duration.ofDays(1));
  }

  public Certified expiredClient(String name) {
    return issue(
        name, List.of(), List.of(), CertificateTemplate.Use.CLIENT, Duration.ofMinutes(-5));
  }

  /** Valid for a while from now on. */
  public Certified clientFor(String name, Duration valid) {
    return issue(name, List.of(), List.of(), CertificateTemplate.Use.CLIENT, valid);
  }

  public Certified withoutPurpose(String name) {
    return issue(
        name, List.of(), List.of(), CertificateTemplate.Use.UNSPECIFIED, Duration.ofDays(1));
  }

  public Certified server(String name) {
    return issue(
        name,
        List.of(),
        List.of("localhost", "127.0.0.1"),
        CertificateTemplate.Use.SERVER,
        Duration.ofDays(1));
  }

  /** Another authority below this one. */
  public TestPki intermediate(String name) {
    return new TestPki(
        issue(name, List.of(), List.of(), CertificateTemplate.Use.AUTHORITY, Duration.ofDays(10))
            .identity());
  }

  private TestPki(Identity authority) {
    this.authority = authority;
  }

  private Certified issue(
      String name,
      List<String> organizations,
      List<String> names,
      CertificateTemplate.Use use,
      Duration valid) {
    try {
      Identity made = template(name, organizations, names, use, valid).signedBy(authority);
      return new Certified(made.chain(), made.key());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Identity made(
      String name,
      List<String> organizations,
      List<String> names,
      CertificateTemplate.Use use,
      Duration valid) {
    try {
      return template(name, organizations, names, use, valid).selfSigned();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateTemplate template(
      String name,
      List<String> organizations,
      List<String> names,
      CertificateTemplate.Use use,
      Duration valid) {
    Instant now = Instant.now();
    return new CertificateTemplate(
        name, organizations, names, now.minus(Duration.ofHours(2)), now.plus(valid), use);
  }

  /**
   * A TLS client that trusts one authority and shows a certificate, whatever it is asked for, as
   * kube-apiserver does; none where null.
   */
  public static SSLContext clientContext(X509Certificate trusted, Certified shown) {
    try {
      KeyStore trust = emptyStore();
      trust.setCertificateEntry("trusted", trusted);
      var trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusting.init(trust);
      SSLContext context = SSLContext.getInstance("TLS");
      var keys = shown == null ? null : new KeyManager[] {new ShownAlways(shown)};
      context.init(keys, trusting.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static final class ShownAlways extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";

    private final Certified shown;

    ShownAlways(Certified shown) {
      this.shown = shown;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return List.of(types).contains(shown.key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return List.of(types).contains(shown.key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return shown.chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return shown.key;
    }
  }
}
