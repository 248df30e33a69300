package io.heapster.sources.kube;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tokens and PEM texts, with errors that name the file and its use. */
final class CredentialFiles {
  private CredentialFiles() {}

  /**
   * A token without the line break at its end; an empty file holds none.
   *
   * @throws ApiAccessException when the file cannot be read or what it holds is no token
   */
  static Optional<String> token(Path file) {
    return token("file " + file, read("token", file));
  }

  /**
   * A token without blanks and line breaks around it; none when nothing is left.
   *
   * @param origin for messages
   * @throws ApiAccessException when a control character makes it unfit for a header
   */
  static Optional<String> token(String origin, String text) {
    String token = text.strip();
    if (token.chars().anyMatch(Character::isISOControl)) {
      throw new ApiAccessException(
          "the token of "
              + origin
              + " has a line break or another control character inside; it must be one line");
    }
    return token.isEmpty() ? Optional.empty() : Optional.of(token);
  }

  /**
   * What a kubeconfig gives either as data (Base64) or as a file; data first.
   *
   * @param what for messages, e.g. {@code certificate authority}
   * @throws ApiAccessException when it is there but cannot be read
   */
  static Optional<String> pem(String what, @Nullable String data, @Nullable String file) {
    if (data != null && !data.isEmpty()) {
      try {
        return Optional.of(
            new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw new ApiAccessException(what + " data of the kubeconfig is not Base64", e);
      }
    }
    return file == null || file.isEmpty()
        ? Optional.empty()
        : Optional.of(read(what, Path.of(file)));
  }

  /**
   * Makes sure that a PEM text holds certificates; the client library passes over junk.
   *
   * @throws ApiAccessException when it does not
   */
  static void requireCertificates(String what, String pem) {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
    try {
      if (CertificateFactory.getInstance("X.509").generateCertificates(bytes).isEmpty()) {
        throw new ApiAccessException("the " + what + " holds no certificate in PEM form");
      }
    } catch (CertificateException e) {
      throw new ApiAccessException("the " + what + " is not PEM: " + e.getMessage(), e);
    }
  }

  static String read(String what, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ApiAccessException("cannot read the " + what + " file " + file + ": " + e, e);
    }
  }
}
