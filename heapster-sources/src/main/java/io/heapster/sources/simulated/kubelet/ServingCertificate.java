package io.heapster.sources.simulated.kubelet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heapster.sources.simulated.world.SimulatedNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A self-signed certificate that is its own authority, made by the JDK's {@code keytool} at start;
 * the private key is never left on disk. One certificate serves all nodes, with the addresses of
 * the first {@link #NAMED_NODES} as subject alternative names: every handshake carries it, and
 * 5,000 addresses are 30 KB, at the limit of what a JDK client takes. Nodes beyond have to be
 * scraped without verification.
 *
 * @param keyStore PKCS #12
 * @param pem the certificate, to be trusted as an authority
 */
public record ServingCertificate(Buffer keyStore, String password, String pem) {
  /** Nodes that the certificate names. */
  public static final int NAMED_NODES = 1_000;

  private static final String ALIAS = "kubelet";
  private static final long KEYTOOL_SECONDS = 60;

  /**
   * Makes key and certificate; takes about a second.
   *
   * @throws IllegalStateException when keytool is missing or fails, with what it said
   */
  public static ServingCertificate forNodes(List<SimulatedNode> nodes) {
    String names =
        nodes.stream()
            .limit(NAMED_NODES)
            .map(node -> "ip:" + node.address())
            .collect(Collectors.joining(",", "san=dns:localhost,", ""));
    try {
      Path folder = Files.createTempDirectory("heapster-simulated");
      Path store = folder.resolve("kubelet.p12");
      try {
        String password = UUID.randomUUID().toString();
        runKeytool(store, password, names);
        return read(store, password);
      } finally {
        Files.deleteIfExists(store);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the kubelets' certificate with keytool", e);
    }
  }

  private static void runKeytool(Path store, String password, String names) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=simulated-kubelet",
            "-validity",
            "365",
            "-ext",
            "bc:c",
            "-ext",
            names,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass:env",
            "STORE_PASSWORD");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("STORE_PASSWORD", password);
    Process process = builder.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
      if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool made the certificate", e);
    } finally {
      process.destroy();
    }
  }

  private static ServingCertificate read(Path store, String password) throws IOException {
    byte[] bytes = Files.readAllBytes(store);
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
      byte[] encoded = keys.getCertificate(ALIAS).getEncoded();
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
      String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
      return new ServingCertificate(Buffer.buffer(bytes), password, pem);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keytool's key store cannot be read", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServingCertificate[\n" + pem + "]";
  }
}
