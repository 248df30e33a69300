package io.heapster.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static KeyStore byAddress;
  private static KeyStore byName;
  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    byAddress = keyStore("by-address", "ip:127.0.0.1");
    byName = keyStore("by-name", "dns:other");
    server = server(byAddress);
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static KeyStore keyStore(String file, String name) throws Exception {
    Path store = folder.resolve(file + ".p12");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + file,
            "-ext",
            "san=" + name,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit");
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private static HttpsServer server(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer made =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.setHttpsConfigurator(new HttpsConfigurator(context));
    made.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(204, -1);
          }
        });
    made.start();
    return made;
  }

  private static Path authority(KeyStore store, String file) throws Exception {
    String text =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  private static HttpReply post(HttpsServer to, @Nullable Path authority, boolean insecure)
      throws IOException, InterruptedException {
    try (HttpPoster poster = poster(to, authority, insecure)) {
      return poster.post(RequestBody.of(new byte[10], 0, 10));
    }
  }

  private static HttpPoster poster(HttpsServer to, @Nullable Path authority, boolean insecure) {
    URI uri = URI.create("https://127.0.0.1:" + to.getAddress().getPort());
    var access =
        new HttpAccess(new Credentials.Anonymous(), authority, insecure, false, List.of(), null);
    return new HttpPoster(uri, access, List.of(), Duration.ofSeconds(20), TimeSource.system());
  }

  @Test
  void post_unknownAuthority_fails() {
    assertThatThrownBy(() -> post(server, null, false)).hasCauseInstanceOf(SSLException.class);
  }

  @Test
  void post_authorityGiven_isTrusted() throws Exception {
    assertThat(post(server, authority(byAddress, "ca.pem"), false).isSuccess()).isTrue();
  }

  @Test
  void post_anotherAuthorityGiven_fails() {
    assertThatThrownBy(() -> post(server, authority(byName, "other.pem"), false))
        .hasCauseInstanceOf(SSLException.class);
  }

  @Test
  void post_certificateOfAnotherName_passesOnlyInsecurely() throws Exception {
    HttpsServer other = server(byName);
    try {
      assertThatThrownBy(() -> post(other, authority(byName, "name.pem"), false))
          .hasCauseInstanceOf(SSLException.class);
      assertThat(post(other, null, true).isSuccess()).isTrue();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void post_authorityRotated_isTrustedWithoutRestart() throws Exception {
    Path file = authority(byName, "rotated.pem");
    try (HttpPoster poster = poster(server, file, false)) {
      RequestBody body = RequestBody.of(new byte[10], 0, 10);
      assertThatThrownBy(() -> poster.post(body)).hasCauseInstanceOf(SSLException.class);

      authority(byAddress, "rotated.pem");
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      assertThat(poster.post(body).isSuccess()).isTrue();

      Files.writeString(file, "");
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
      assertThatThrownBy(() -> poster.post(body))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("rotated.pem");
    }
  }

  @Test
  void create_fileWithoutCertificate_isToldByName() throws Exception {
    Path file = Files.writeString(folder.resolve("empty.pem"), "");

    assertThatThrownBy(() -> post(server, file, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem");
  }
}
