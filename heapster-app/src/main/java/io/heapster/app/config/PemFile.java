package io.heapster.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into PEM files, so that a wrong one is told before anything starts. */
final class PemFile {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private PemFile() {}

  /** What is expected of a file of certificates and not met. */
  static Optional<String> problemOfCertificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      boolean none = CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
      return none ? Optional.of("expected PEM certificates, found none") : Optional.empty();
    } catch (IOException | CertificateException e) {
      return Optional.of("expected PEM certificates: " + e.getMessage());
    }
  }

  /** What is expected of a file with a private key and not met; says nothing of the key itself. */
  static Optional<String> problemOfKey(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      Matcher key = PRIVATE_KEY.matcher(text);
      if (!key.find()) {
        return Optional.of("expected a PEM private key without a passphrase, found none");
      }
      var _ = Base64.getMimeDecoder().decode(key.group(2));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("expected a PEM private key: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return Optional.of("expected a PEM private key; its Base64 text is broken");
    }
  }
}
