package io.heapster.sources.kubelet;

import io.heapster.core.config.Options;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom to take for a kubelet.
 *
 * @param verified whether a certificate must be of a trusted authority and of the name called
 * @param authorities PEM file of trusted authorities; null for those of the API server
 * @param serverName which name the certificate must bear
 */
public record TlsRule(boolean verified, @Nullable Path authorities, ServerName serverName) {

  /** The name that a kubelet's certificate must bear. */
  public enum ServerName {
    /** The address it is called at. */
    ADDRESS,
    /** The node's, for certificates that lack the address. */
    NODE
  }

  /** Reads {@code insecure}, {@code kubeletCa} and {@code tlsServerName}. */
  static TlsRule from(Options options) {
    boolean insecure = options.flag("insecure", false);
    Path authorities = options.text("kubeletCa").map(text -> file(text, options)).orElse(null);
    return new TlsRule(!insecure, authorities, serverName(options));
  }

  private static @Nullable Path file(String text, Options options) {
    try {
      Path path = Path.of(text);
      if (Files.isReadable(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Told below, like a file that is not there.
    }
    options.problem("kubeletCa", text, "expected a readable PEM file");
    return null;
  }

  private static ServerName serverName(Options options) {
    Optional<String> text = options.text("tlsServerName");
    for (ServerName choice : ServerName.values()) {
      if (text.isPresent() && text.get().equals(choice.name().toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    text.ifPresent(value -> options.problem("tlsServerName", value, "expected address or node"));
    return ServerName.ADDRESS;
  }
}
