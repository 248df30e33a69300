package io.heapster.api.k8s.tls;

import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.Identity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pair of PEM files that somebody else keeps fresh. They are compared by content, so that it does
 * not matter how they are replaced: written over, renamed, or by the links of a mounted Secret.
 */
final class IdentityFiles implements IdentitySource {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityFiles.class);

  /** A pair may be replaced between reading its two files. */
  private static final int READS = 3;

  private final Path certificate;
  private final Path key;
  private final TimeSource time;
  private @Nullable Texts seen;
  private String problem = "";

  private record Texts(String certificate, String key) {
    /** Without the key. */
    @Override
    public String toString() {
      return "Texts";
    }
  }

  IdentityFiles(Path certificate, Path key, TimeSource time) {
    this.certificate = certificate;
    this.key = key;
    this.time = time;
  }

  @Override
  public Identity first() {
    try {
      Texts texts = read();
      Identity identity = parse(texts);
      seen = texts;
      warnIfNotValid(identity);
      return identity;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot serve with %s: %s".formatted(pair(), reason(e)), e);
    }
  }

  @Override
  public Optional<Identity> next() {
    try {
      Texts texts = read();
      if (texts.equals(seen)) {
        problem = "";
        return Optional.empty();
      }
      Identity identity = parse(texts);
      seen = texts;
      problem = "";
      warnIfNotValid(identity);
      return Optional.of(identity);
    } catch (IOException | GeneralSecurityException e) {
      tell(reason(e));
      return Optional.empty();
    }
  }

  @Override
  public Optional<X509Certificate> authority() {
    return Optional.empty();
  }

  /**
   * A usable pair, without a word otherwise.
   *
   * @throws IOException when a file cannot be read
   * @throws GeneralSecurityException when the files hold no pair
   */
  static Identity load(Path certificate, Path key, TimeSource time)
      throws IOException, GeneralSecurityException {
    var files = new IdentityFiles(certificate, key, time);
    return files.parse(files.read());
  }

  private Texts read() throws IOException {
    Texts texts = readOnce();
    for (int i = 1; i < READS; i++) {
      Texts again = readOnce();
      if (again.equals(texts)) {
        return texts;
      }
      texts = again;
    }
    return texts;
  }

  private Texts readOnce() throws IOException {
    return new Texts(Files.readString(certificate), Files.readString(key));
  }

  private Identity parse(Texts texts) throws GeneralSecurityException {
    var chain = Pem.certificates(texts.certificate);
    var identity = new Identity(chain, Pem.privateKey(texts.key, chain.getFirst()));
    identity.requireMatch();
    return identity;
  }

  private void warnIfNotValid(Identity identity) {
    Instant now = time.now();
    X509Certificate own = identity.certificate();
    if (now.isAfter(own.getNotAfter().toInstant())) {
      LOG.warn("serving with {}: it has expired at {}", pair(), own.getNotAfter().toInstant());
    } else if (now.isBefore(own.getNotBefore().toInstant())) {
      LOG.warn("serving with {}: it begins at {}", pair(), own.getNotBefore().toInstant());
    }
  }

  private void tell(String reason) {
    if (!reason.equals(problem)) {
      problem = reason;
      LOG.warn("{} changed but cannot be used, going on with the last pair: {}", pair(), reason);
    }
  }

  private String pair() {
    return "certificate " + certificate + " and key " + key;
  }

  private static String reason(Exception e) {
    return switch (e) {
      case CharacterCodingException _ -> "a file is not text";
      case IOException _ -> e.toString();
      case CertificateException _ -> "the certificate: " + e.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }
}
