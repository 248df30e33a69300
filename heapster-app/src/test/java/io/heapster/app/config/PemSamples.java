package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PEM files as users have them; the certificates are made by the JDK's keytool. */
final class PemSamples {
  private PemSamples() {}

  static String key(Path folder) throws IOException, NoSuchAlgorithmException {
    byte[] key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
    String text =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key));
    return Files.writeString(folder.resolve("key.pem"), text).toString();
  }

  static String certificate(Path folder) throws IOException, InterruptedException {
    String store = folder.resolve("store.p12").toString();
    keytool(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=me"), store);
    String file = folder.resolve("certificate.pem").toString();
    keytool(List.of("-exportcert", "-rfc", "-file", file), store);
    return file;
  }

  private static void keytool(List<String> command, String store)
      throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(command);
    line.addAll(List.of("-alias", "me", "-keystore", store, "-storepass", "changeit"));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
