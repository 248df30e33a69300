package io.heapster.sinks.kafka.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1, signed by itself, made by the JDK's keytool. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path directory;
  private final String name;

  private Certificates(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  static Certificates make(Path directory, String name) {
    var made = new Certificates(directory, name);
    run(
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            made.store().toString()));
    return made;
  }

  /** PKCS12, password {@code changeit}. */
  Path store() {
    return directory.resolve(name + ".p12");
  }

  /** The certificate as a PEM file. */
  Path certificate() throws IOException, GeneralSecurityException {
    return pem("cert", "CERTIFICATE", keys().getCertificate(name).getEncoded());
  }

  /** The key as a PEM file. */
  Path key() throws IOException, GeneralSecurityException {
    return pem("key", "PRIVATE KEY", keys().getKey(name, PASSWORD).getEncoded());
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store().toFile(), PASSWORD);
  }

  private Path pem(String what, String type, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        directory.resolve(name + "-" + what + ".pem"),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, body, type));
  }

  private static void run(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("keytool ended with " + code + ": " + command);
      }
    } catch (IOException e) {
      throw new IllegalStateException("keytool not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
