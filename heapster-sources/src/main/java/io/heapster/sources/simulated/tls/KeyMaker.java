package io.heapster.sources.simulated.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes elliptic key pairs with certificates by the JDK's {@code keytool}, about half a second
 * each. Describe them, then {@link #make()}. Not thread-safe.
 */
public final class KeyMaker {
  private static final long KEYTOOL_SECONDS = 60;
  private static final List<String> KIND =
      List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "365");

  private final Map<String, List<String>> wanted = new LinkedHashMap<>();

  /**
   * A certificate that is its own authority, perhaps of others.
   *
   * @param extensions as keytool wants them, e.g. {@code san=dns:localhost}
   */
  public KeyMaker authority(String alias, String name, String... extensions) {
    List<String> arguments = arguments(name, extensions);
    Collections.addAll(arguments, "-ext", "bc:c");
    wanted.put(alias, arguments);
    return this;
  }

  /** A certificate that an authority described before signs. */
  public KeyMaker signed(String alias, String name, String authority, String... extensions) {
    List<String> arguments = arguments(name, extensions);
    Collections.addAll(arguments, "-signer", authority);
    wanted.put(alias, arguments);
    return this;
  }

  private static List<String> arguments(String name, String... extensions) {
    var arguments = new ArrayList<String>(KIND);
    Collections.addAll(arguments, "-dname", "CN=" + name);
    for (String extension : extensions) {
      Collections.addAll(arguments, "-ext", extension);
    }
    return arguments;
  }

  /**
   * Makes all of them.
   *
   * @throws IllegalStateException when keytool is missing or fails, with what it said
   */
  public KeyPairs make() {
    try {
      Path folder = Files.createTempDirectory("heapster-simulated");
      Path store = folder.resolve("keys.p12");
      try {
        String password = UUID.randomUUID().toString();
        for (Map.Entry<String, List<String>> each : wanted.entrySet()) {
          runKeytool(store, password, each.getKey(), each.getValue());
        }
        return read(store, password);
      } finally {
        Files.deleteIfExists(store);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make certificates with keytool", e);
    }
  }

  private static void runKeytool(Path store, String password, String alias, List<String> arguments)
      throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command = new ArrayList<String>();
    Collections.addAll(command, keytool.toString(), "-genkeypair", "-alias", alias);
    command.addAll(arguments);
    Collections.addAll(command, "-storetype", "PKCS12", "-keystore", store.toString());
    Collections.addAll(command, "-storepass:env", "STORE_PASSWORD");
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
      throw new IllegalStateException("interrupted while keytool made a certificate", e);
    } finally {
      process.destroy();
    }
  }

  private KeyPairs read(Path store, String password) throws IOException {
    byte[] bytes = Files.readAllBytes(store);
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
      var certificates = new LinkedHashMap<String, String>();
      for (String alias : wanted.keySet()) {
        certificates.put(alias, KeyPairs.pem(keys.getCertificate(alias).getEncoded()));
      }
      return new KeyPairs(Buffer.buffer(bytes), password, certificates);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keytool's key store cannot be read", e);
    }
  }
}
