package io.heapster.api.k8s.tls;

import io.heapster.core.tls.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives TLS the identity of the moment. A handshake asks three times, by alias, so an alias names
 * one identity, and the one before stays known for the handshakes that are under way. Thread-safe.
 */
final class LiveIdentity extends X509ExtendedKeyManager {
  private volatile Versions versions;

  private record Versions(int number, Identity current, @Nullable Identity before) {
    String alias() {
      return "serving-" + number;
    }

    @Nullable Identity of(@Nullable String alias) {
      if (alias().equals(alias)) {
        return current;
      }
      return ("serving-" + (number - 1)).equals(alias) ? before : null;
    }
  }

  LiveIdentity(Identity first) {
    versions = new Versions(1, first, null);
  }

  Identity current() {
    return versions.current;
  }

  synchronized void swap(Identity next) {
    versions = new Versions(versions.number + 1, next, versions.current);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
    Identity identity = versions.of(alias);
    return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
    Identity identity = versions.of(alias);
    return identity == null ? null : identity.key();
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    Versions now = versions;
    return now.current.key().getAlgorithm().equals(keyType) ? now.alias() : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = chooseServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
