package io.heapster.sources.kubelet;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A key and its own certificate, made by the JDK's keytool for one test. */
record SelfSigned(Path keyStore) {
  private static final String PASSWORD = "changeit";

  /**
   * @param names for the certificate in keytool's form, e.g. {@code ip:127.0.0.1,dns:n1}
   */
  static SelfSigned make(Path folder, String file, String names) {
    Path store = folder.resolve(file + ".p12");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "kubelet",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + file,
            "-ext",
            "san=" + names,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("keytool ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new SelfSigned(store);
  }

  HttpServerOptions server() {
    return new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(new PfxOptions().setPath(keyStore.toString()).setPassword(PASSWORD));
  }

  String certificatePem() {
    try {
      var certificate =
          KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray()).getCertificate("kubelet");
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String keyPem() {
    try {
      var key =
          KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray())
              .getKey("kubelet", PASSWORD.toCharArray());
      return pem("PRIVATE KEY", key.getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path certificateFile() {
    try {
      return Files.writeString(keyStore.resolveSibling("ca.pem"), certificatePem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder().encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }
}
