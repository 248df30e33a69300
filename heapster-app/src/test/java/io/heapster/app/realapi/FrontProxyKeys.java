package io.heapster.app.realapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The front proxy's key and certificate, and the authority that signs it, as PEM files. */
final class FrontProxyKeys {
  private static final String PASSWORD = "changeit";

  private FrontProxyKeys() {}

  /** Writes {@code authority.crt}, {@code proxy.crt} and {@code proxy.key} (RSA). */
  static void write(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("keys.p12");
    keytool(store, "authority", "CN=front-proxy-ca", "-ext", "bc:c");
    keytool(
        store, "proxy", "CN=front-proxy-client", "-signer", "authority", "-ext", "eku=clientAuth");
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Key proxy = keys.getKey("proxy", PASSWORD.toCharArray());
    pem(folder, "authority.crt", "CERTIFICATE", keys.getCertificate("authority").getEncoded());
    pem(folder, "proxy.crt", "CERTIFICATE", keys.getCertificate("proxy").getEncoded());
    pem(folder, "proxy.key", "PRIVATE KEY", proxy.getEncoded());
  }

  private static void keytool(Path store, String alias, String name, String... more)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-validity", "2"));
    command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("keytool ended with " + exit);
    }
  }

  private static void pem(Path folder, String file, String kind, byte[] content)
      throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind));
  }
}
