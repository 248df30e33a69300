package io.heapster.browser;

import io.heapster.core.tls.CertificateTemplate;
import io.heapster.core.tls.CertificateTemplate.Use;
import io.heapster.core.tls.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1, signed by itself.
 *
 * @param certificate PEM file
 * @param key PEM file
 */
record ServingKeys(Path certificate, Path key) {

  static ServingKeys make(Path folder) throws IOException, GeneralSecurityException {
    Instant now = Instant.now();
    var template =
        new CertificateTemplate(
            "console",
            List.of(),
            List.of("127.0.0.1"),
            now.minus(Duration.ofHours(1)),
            now.plus(Duration.ofDays(1)),
            Use.UNSPECIFIED);
    Identity made = template.selfSigned();
    return new ServingKeys(
        pem(folder.resolve("tls.crt"), "CERTIFICATE", made.certificate().getEncoded()),
        pem(folder.resolve("tls.key"), "PRIVATE KEY", made.key().getEncoded()));
  }

  private static Path pem(Path file, String type, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }
}
