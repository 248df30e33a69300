package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.http.ApiCompat;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS and client certificates, made by the JDK's keytool. */
final class TlsTest {
  private static final String PASSWORD = "changeit";
  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    authority("ca");
    authority("stranger-ca");
    signed("server", "ca", "CN=localhost", "san=ip:127.0.0.1");
    signed("alice", "ca", "CN=alice,O=ops", "eku=clientAuth");
    signed("carol", "ca", "CN=carol+C=DE,CN=mallory", "eku=clientAuth");
    signed("mallory", "ca", "CN=mallory", "eku=clientAuth");
    signed("stranger", "stranger-ca", "CN=alice", "eku=clientAuth");
    writePem("server", "server.pem", "server-key.pem");
    writePem("ca", "ca.pem", "ca-key.pem");
  }

  private static void authority(String name) throws Exception {
    keytool("-genkeypair", name, "-dname", "CN=" + name, "-ext", "bc:c");
  }

  private static void signed(String name, String signer, String subject, String extension)
      throws Exception {
    keytool(
        "-genkeypair",
        name,
        "-dname",
        subject,
        "-ext",
        extension,
        "-signer",
        signer,
        "-signerkeypass",
        PASSWORD);
  }

  private static void keytool(String command, String alias, String... more) throws Exception {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(command, "-alias", alias, "-keyalg", "EC", "-validity", "30"));
    line.addAll(List.of("-keystore", folder.resolve("all.p12").toString()));
    line.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    line.addAll(List.of(more));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static KeyStore all() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void writePem(String alias, String certificate, String key) throws Exception {
    KeyStore store = all();
    var chain = new StringBuilder();
    for (Certificate each : store.getCertificateChain(alias)) {
      chain.append(pem("CERTIFICATE", each.getEncoded()));
    }
    Files.writeString(folder.resolve(certificate), chain);
    Key secret = store.getKey(alias, PASSWORD.toCharArray());
    Files.writeString(folder.resolve(key), pem("PRIVATE KEY", secret.getEncoded()));
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(content));
  }

  private static RunningApi serve(boolean clientAuthority, String... users) {
    var d = ApiServerConfig.DEFAULT;
    return RunningApi.start(
        new ApiServerConfig(
            "",
            0,
            folder.resolve("server.pem").toString(),
            folder.resolve("server-key.pem").toString(),
            clientAuthority ? folder.resolve("ca.pem").toString() : "",
            List.of(users),
            false,
            d.metricResolution(),
            ApiCompat.DEFAULT));
  }

  private static HttpResponse<String> get(RunningApi api, String path, String identity)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context(identity)).build()) {
      var uri = URI.create("https://127.0.0.1:" + api.port + path);
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static SSLContext context(String identity) throws Exception {
    KeyStore store = all();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", store.getCertificate("ca"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (!identity.isEmpty()) {
      Key key = store.getKey(identity, PASSWORD.toCharArray());
      own.setKeyEntry(identity, key, PASSWORD.toCharArray(), store.getCertificateChain(identity));
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
    return context;
  }

  private static void assertAnswer(
      RunningApi api, String path, String identity, int status, String body) throws Exception {
    HttpResponse<String> answer = get(api, path, identity);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
  }

  @Test
  void https_withoutClientAuthority_letsEverybodyIn() throws Exception {
    try (RunningApi api = serve(false)) {
      assertAnswer(api, "/api/v1/model/nodes", "", 200, "[]");
    }
  }

  @Test
  void clientAuthority_anyOfItsCertificates_isLetIn() throws Exception {
    try (RunningApi api = serve(true)) {
      assertAnswer(api, "/api/v1/model/nodes", "mallory", 200, "[]");
      assertAnswer(api, "/metrics", "alice", 200, "heapster_build_info");
    }
  }

  @Test
  void clientAuthority_noCertificate_is401ExceptForHealth() throws Exception {
    try (RunningApi api = serve(true)) {
      assertAnswer(api, "/api/v1/model/nodes", "", 401, "Unauthorized\n");
      assertAnswer(api, "/healthz/../metrics", "", 401, "Unauthorized\n");
      assertAnswer(api, "/nowhere", "", 401, "Unauthorized\n");
      assertAnswer(api, "/livez", "", 200, "ok");
      assertAnswer(api, "/readyz", "", 200, "ok");
      assertAnswer(api, "/healthz", "", 500, "healthz check failed");
    }
  }

  @Test
  void clientAuthority_certificateOfAnother_is500WithTheReason() throws Exception {
    try (RunningApi api = serve(true)) {
      assertAnswer(api, "/metrics", "stranger", 500, "not trusted");
    }
  }

  @Test
  void allowedUsers_otherName_is403() throws Exception {
    try (RunningApi api = serve(true, "bob", "alice")) {
      assertAnswer(api, "/metrics", "alice", 200, "heapster_build_info");
      assertAnswer(api, "/metrics", "mallory", 403, "Forbidden\n");
    }
  }

  @Test
  void allowedUsers_severalNames_theLastInTheCertificateCounts() throws Exception {
    try (RunningApi api = serve(true, "carol")) {
      assertAnswer(api, "/metrics", "carol", 200, "heapster_build_info");
    }
    try (RunningApi api = serve(true, "mallory")) {
      assertAnswer(api, "/metrics", "carol", 403, "Forbidden\n");
    }
  }

  @Test
  void settings_thatDoNotFitTogether_areRefusedAtStart() {
    assertRefused("cert.pem", "", "", "tls_key");
    assertRefused("", "", "ca.pem", "tls_client_ca \"ca.pem\" needs");
    String missing = folder.resolve("none.pem").toString();
    assertRefused("a", "b", missing, "none.pem");
    assertRefused("a", "b", folder.resolve("server-key.pem").toString(), "no PEM certificates");
  }

  private static void assertRefused(String cert, String key, String ca, String reason) {
    var d = ApiServerConfig.DEFAULT;
    var config =
        new ApiServerConfig(
            "", 0, cert, key, ca, List.of(), false, d.metricResolution(), ApiCompat.DEFAULT);
    assertThatThrownBy(() -> RunningApi.start(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
