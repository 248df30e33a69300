package io.heapster.sinks.kafka;

import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to be known to the brokers, and they to us.
 *
 * @param tls null for plain text
 * @param login null for none
 */
public record Security(@Nullable Tls tls, @Nullable Login login) {
  static final Security NONE = new Security(null, null);

  /**
   * Encryption; certificates are PEM files, read whenever a client is made.
   *
   * @param authority who signed the brokers' certificates; null for the JDK's list
   * @param identity our own certificate; null for none
   * @param insecure whether any certificate will do
   */
  record Tls(@Nullable Path authority, @Nullable Identity identity, boolean insecure) {}

  /** A certificate with its chain, and its unencrypted PKCS#8 key. */
  record Identity(Path certificate, Path key) {}

  /** User and password, by SASL. */
  record Login(String user, Secret password, Mechanism mechanism) {}

  /** How SASL shows the password. */
  enum Mechanism {
    PLAIN("PLAIN"),
    SCRAM_SHA_256("SCRAM-SHA-256"),
    SCRAM_SHA_512("SCRAM-SHA-512");

    final String text;

    Mechanism(String text) {
      this.text = text;
    }
  }

  static Security from(Options options) {
    Tls tls = tls(options);
    Login login = login(options);
    if (login != null && tls == null && login.mechanism() == Mechanism.PLAIN) {
      options.warning(
          "the password crosses the network in clear text; say tls=true, or take a SCRAM mechanism");
    }
    return new Security(tls, login);
  }

  private static @Nullable Tls tls(Options options) {
    Path authority = file(options, "cacert");
    Path certificate = file(options, "cert");
    Path key = file(options, "key");
    boolean insecure = options.flag("insecuressl", false);
    boolean wanted = insecure || authority != null || certificate != null || key != null;
    boolean on = options.flag("tls", wanted);
    if (!on && wanted) {
      options.problem("tls", "false", "cacert, cert, key and insecuressl are for tls=true");
    }
    Identity identity = certificate == null || key == null ? null : new Identity(certificate, key);
    if ((certificate == null) != (key == null)) {
      String missing = certificate == null ? "cert" : "key";
      options.problem(missing, "", "cert and key go together");
    }
    if (insecure && identity != null) {
      options.problem("insecuressl", "true", "not with cert: name the authority with cacert");
    }
    return on ? new Tls(authority, identity, insecure) : null;
  }

  private static @Nullable Path file(Options options, String name) {
    Optional<String> text = options.text(name);
    if (text.isEmpty()) {
      return null;
    }
    Path file = Path.of(text.get());
    if (!Files.isReadable(file)) {
      options.problem(name, text.get(), "no such file, or it cannot be read");
    }
    return file;
  }

  private static @Nullable Login login(Options options) {
    Optional<String> user = options.text("user");
    boolean passwordGiven = options.isGiven("password") || options.isGiven("passwordFile");
    Optional<Secret> password = options.secret("password");
    Mechanism mechanism = mechanism(options);
    if (user.isEmpty()) {
      if (passwordGiven || options.isGiven("mechanism")) {
        options.problem("user", "", "expected with password and mechanism");
      }
      return null;
    }
    if (password.isEmpty()) {
      if (!passwordGiven) {
        options.problem("password", "", "expected with user (or passwordFile)");
      }
      return null;
    }
    return new Login(user.get(), password.get(), mechanism);
  }

  private static Mechanism mechanism(Options options) {
    Optional<String> text = options.text("mechanism");
    for (Mechanism each : Mechanism.values()) {
      if (text.isEmpty() || each.text.equals(text.get())) {
        return each;
      }
    }
    options.problem("mechanism", text.orElse(""), "expected PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
    return Mechanism.PLAIN;
  }
}
