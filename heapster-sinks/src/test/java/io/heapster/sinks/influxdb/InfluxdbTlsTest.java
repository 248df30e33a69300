package io.heapster.sinks.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.history.HistoryException;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.influxdb.history.HistoryLimits;
import io.heapster.sinks.influxdb.history.InfluxdbHistory;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose certificate no usual authority signed. */
final class InfluxdbTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final EntityKey NODE = new EntityKey.Node("n1");
  private static final Instant T = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir private static Path folder;
  private static HttpsServer server;
  private static Path authority;

  @BeforeAll
  static void start() throws Exception {
    KeyStore store = keyStore();
    byte[] certificate = store.getCertificate("server").getEncoded();
    authority =
        Files.writeString(
            folder.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n");
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestURI().getPath().endsWith("/write")) {
            exchange.sendResponseHeaders(204, -1);
          } else {
            byte[] nothing = "{\"results\":[{}]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static KeyStore keyStore() throws Exception {
    Path store = folder.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        " -genkeypair -alias server -keyalg EC -dname CN=server -ext san=ip:127.0.0.1"
            + " -storetype PKCS12 -storepass changeit -keystore ";
    var command = List.of((keytool + options + store).split(" "));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private static String address() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  private static DataBatch batch() {
    return BatchScript.at(DemoTick.recently())
        .entity(NODE, Map.of("nodename", "n1"))
        .value(NODE, PlainMetrics.UPTIME, 1)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org=o&bucket=b&token=t&"})
  void export_certificateOfNobody_isTrustedWhereCacertNamesIt(String options) throws Exception {
    try (var strict = new ConfiguredSink(address(), options)) {
      assertThatThrownBy(() -> strict.export(batch())).isInstanceOf(SSLException.class);
    }
    try (var sink = new ConfiguredSink(address(), options + "cacert=" + authority)) {
      sink.export(batch());
      assertThat(sink.rows("delivered")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org=o&bucket=b&token=t&"})
  void export_certificateOfAnotherHost_isRefusedUnlessAnyIsTrusted(String options)
      throws Exception {
    String otherName = address().replace("127.0.0.1", "localhost");
    try (var strict = new ConfiguredSink(otherName, options + "cacert=" + authority)) {
      assertThatThrownBy(() -> strict.export(batch())).isInstanceOf(SSLException.class);
    }
    try (var sink = new ConfiguredSink(otherName, options + "insecuressl=true")) {
      sink.export(batch());
      assertThat(sink.rows("delivered")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org=o&bucket=b&token=t&"})
  void export_secureWithPlainAddress_speaksTls(String options) throws Exception {
    String plain = address().replace("https://", "http://");
    try (var sink = new ConfiguredSink(plain, options + "secure=true&cacert=" + authority)) {
      sink.export(batch());
      assertThat(sink.rows("delivered")).isEqualTo(1);
    }
  }

  @Test
  void export_plainToTlsPort_losesNothing() throws Exception {
    String plain = address().replace("https://", "http://");
    try (var sink = new ConfiguredSink(plain, "")) {
      assertThatThrownBy(() -> sink.export(batch())).isInstanceOf(IOException.class);
      assertThat(sink.deadLetters).isEmpty();
    }
  }

  @Test
  void history_insecuressl_trustsAnyHost() throws Exception {
    String otherName = address().replace("127.0.0.1", "localhost");
    try (InfluxdbHistory strict = history(otherName, "?cacert=" + authority)) {
      assertThatThrownBy(() -> nodes(strict)).isInstanceOf(HistoryException.class);
    }
    try (InfluxdbHistory history = history(otherName, "?insecuressl=true")) {
      nodes(history);
    }
  }

  @Test
  void history_certificateOfNobody_isTrustedWhereCacertNamesIt() throws Exception {
    try (InfluxdbHistory strict = history(address(), "")) {
      assertThatThrownBy(() -> nodes(strict)).isInstanceOf(HistoryException.class);
    }
    try (InfluxdbHistory history = history(address(), "?cacert=" + authority)) {
      nodes(history);
    }
  }

  private static void nodes(InfluxdbHistory history) throws HistoryException {
    assertThat(history.members(EntityKey.Cluster.INSTANCE, EntityKind.NODE, new TimeRange(T, T)))
        .isEmpty();
  }

  private static InfluxdbHistory history(String address, String options) {
    var uri = ComponentUri.parse("influxdb:" + address + options, _ -> null);
    var config = InfluxdbConfig.from(uri.base(), new Options("sink", uri.options()));
    return new InfluxdbHistory(config, HistoryLimits.DEFAULT);
  }

  @Test
  void from_cacertWithoutCertificates_isAProblem() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    var options = new Options("sink", Map.of("cacert", List.of(empty.toString())));

    InfluxdbConfig.from("http://a", options);

    assertThat(options.problems()).singleElement().asString().contains("cacert", "empty.pem");
  }
}
