package io.heapster.api.http;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;

/**
 * Lets in who shows a client certificate of the right authority and, where users are listed, is one
 * of them. The health paths stay open, because a kubelet's probe has no certificate. The
 * certificate is checked here and not in the handshake, so that the caller is told what is wrong.
 */
final class CertificateAuthentication implements ClientAuthentication {
  private static final Set<String> OPEN_PATHS =
      Set.of(
          "/healthz", "/healthz/", "/healthz/healthz", "/livez", "/livez/", "/readyz", "/readyz/");

  private final X509TrustManager authority;
  private final Set<String> allowedUsers;

  /**
   * @param allowedUsers common names; empty lets in every certificate of the authority
   */
  CertificateAuthentication(X509TrustManager authority, Set<String> allowedUsers) {
    this.authority = authority;
    this.allowedUsers = Set.copyOf(allowedUsers);
  }

  @Override
  public void check(HttpServerRequest request, String path) {
    if (OPEN_PATHS.contains(path)) {
      return;
    }
    X509Certificate[] chain = shown(request.sslSession());
    if (chain.length == 0) {
      throw ApiException.refused(401, "Unauthorized\n");
    }
    try {
      authority.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
    } catch (CertificateException e) {
      throw ApiException.internal("the client certificate is not trusted: " + e.getMessage());
    }
    boolean allowed =
        allowedUsers.isEmpty() || commonName(chain[0]).filter(allowedUsers::contains).isPresent();
    if (!allowed) {
      throw ApiException.refused(403, "Forbidden\n");
    }
  }

  private static X509Certificate[] shown(SSLSession session) {
    try {
      return session.getPeerCertificates() instanceof X509Certificate[] chain
          ? chain
          : new X509Certificate[0];
    } catch (SSLPeerUnverifiedException e) {
      return new X509Certificate[0];
    }
  }

  /** The last of several in the order of the certificate, as with Heapster. */
  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      Optional<String> last = Optional.empty();
      // An LDAP name counts from the right of its text, which is the order of the certificate.
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        Attribute names = part.toAttributes().get("CN");
        if (names != null) {
          last = Optional.of(names.get(names.size() - 1).toString());
        }
      }
      return last;
    } catch (NamingException e) {
      return Optional.empty();
    }
  }
}
