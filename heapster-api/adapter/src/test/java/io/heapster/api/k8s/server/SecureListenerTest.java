package io.heapster.api.k8s.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is spoken on the port, and how it is closed. */
final class SecureListenerTest {
  @TempDir private static Path folder;
  private static TestKeys keys;
  private TestServer test;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make(folder, "server");
  }

  private void start(TlsRules tls, boolean http2) throws Exception {
    var listening = new ListenerSettings("127.0.0.1", 0, tls, http2, 0);
    test = new TestServer(keys, ServingLimits.USUAL, listening);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  private int status(String protocol, String... suites) throws Exception {
    var parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    if (suites.length > 0) {
      parameters.setCipherSuites(suites);
    }
    try (var client =
        HttpClient.newBuilder().sslContext(keys.client()).sslParameters(parameters).build()) {
      var request = test.request("/healthz", "").build();
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void usualRules_takeTls12And13() throws Exception {
    start(TlsRules.USUAL, true);
    assertThat(status("TLSv1.2")).isEqualTo(200);
    assertThat(status("TLSv1.3")).isEqualTo(200);
  }

  @Test
  void minimumOfTls13_refusesOlder() throws Exception {
    start(TlsRules.of("VersionTLS13", List.of()), true);
    assertThat(status("TLSv1.3")).isEqualTo(200);
    assertThatThrownBy(() -> status("TLSv1.2")).isInstanceOf(IOException.class);
  }

  @Test
  void cipherSuites_limitTls12AndLeaveTls13On() throws Exception {
    String allowed = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    start(TlsRules.of("", List.of(allowed)), true);
    assertThat(status("TLSv1.2", allowed)).isEqualTo(200);
    assertThat(status("TLSv1.3")).isEqualTo(200);
    assertThatThrownBy(() -> status("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void http2SwitchedOff_leavesHttp11() throws Exception {
    start(TlsRules.USUAL, false);
    assertThat(test.get2("/healthz", "").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void stop_letsRequestsUnderWayFinish() throws Exception {
    start(TlsRules.USUAL, true);
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (var client : List.of(test.http1, test.http2)) {
      int before = test.waiting.get();
      var slow = test.request(TestServer.GROUP + "/wait", "carl").build();
      answers.add(client.sendAsync(slow, BodyHandlers.ofString()));
      await().until(() -> test.waiting.get() == before + 1);
    }
    var stopped = test.server.stop(Duration.ZERO);
    await()
        .untilAsserted(
            () -> assertThatThrownBy(() -> status("TLSv1.3")).isInstanceOf(IOException.class));
    assertThat(stopped.isComplete()).isFalse();
    test.release.countDown();
    for (var each : answers) {
      assertThat(each.get().body()).isEqualTo("{\"waited\":true}\n");
    }
    await().until(stopped::isComplete);
  }
}
