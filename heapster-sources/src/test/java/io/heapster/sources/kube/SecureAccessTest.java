package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and tokens over the wire, with a certificate made on the spot by the JDK's keytool. */
final class SecureAccessTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path keys;

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();
  private final TestCluster cluster = new TestCluster();

  @BeforeAll
  static void makeCertificate() throws Exception {
    keytool(
        "-genkeypair -alias api -keyalg EC -dname CN=api -ext san=ip:127.0.0.1 -keystore "
            + keyStore());
    keytool(
        "-exportcert -alias api -rfc -file " + keys.resolve("ca.crt") + " -keystore " + keyStore());
  }

  @BeforeEach
  void mountServiceAccount() throws IOException {
    Files.copy(keys.resolve("ca.crt"), directory.resolve("ca.crt"));
    Files.writeString(directory.resolve("token"), "first");
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static Path keyStore() {
    return keys.resolve("api.p12");
  }

  private FakeApiServer secureServer() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore())) {
      store.load(in, PASSWORD.toCharArray());
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return new FakeApiServer(context);
  }

  private KubeInventory inventory(FakeApiServer server, boolean insecure) {
    var config = new ApiServerConfig(server.address(), true, null, insecure, false, "", "", 500);
    var account = new ServiceAccount(directory, Map.<String, String>of()::get);
    return cluster.inventory(new AccessResolver(config, account, time).resolve(), config);
  }

  @Test
  void server_withKnownCa_isTrustedAndGetsTheTokenAsItRotates() throws Exception {
    try (FakeApiServer server = secureServer();
        KubeInventory inventory = inventory(server, false)) {
      inventory.start();
      assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();
      assertThat(server.authorizations()).containsOnly("Bearer first");

      Files.writeString(directory.resolve("token"), "second");
      time.advance(Duration.ofSeconds(5));
      await().until(() -> server.isWatched("pods"));
      server.endWatches("pods");
      await().until(() -> server.authorizations().contains("Bearer second"));
    }
  }

  @Test
  void server_withUnknownCa_isNotTrusted() throws Exception {
    Files.delete(directory.resolve("ca.crt"));
    try (FakeApiServer server = secureServer();
        KubeInventory inventory = inventory(server, false)) {
      inventory.start();
      assertThat(inventory.awaitSync(Duration.ofSeconds(1))).isFalse();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void server_withUnknownCaInsecure_isTrusted() throws Exception {
    Files.delete(directory.resolve("ca.crt"));
    try (FakeApiServer server = secureServer();
        KubeInventory inventory = inventory(server, true)) {
      inventory.start();
      assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "junk", "-----BEGIN CERTIFICATE-----\njunk\n"})
  void ca_unusable_isToldAtStart(String pem) throws Exception {
    Files.writeString(directory.resolve("ca.crt"), pem);
    try (FakeApiServer server = secureServer()) {
      assertThatThrownBy(() -> inventory(server, false))
          .isInstanceOf(ApiAccessException.class)
          .hasMessageContaining("certificate authority for " + server.address());
    }
  }
}
