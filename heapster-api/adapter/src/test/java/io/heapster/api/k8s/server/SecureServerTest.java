package io.heapster.api.k8s.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heapster.api.k8s.identity.Attributes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers see, over TLS on the loopback. */
final class SecureServerTest {
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
          + "\"message\":\"the server could not find the requested resource\","
          + "\"reason\":\"NotFound\",\"details\":{},\"code\":404}\n";

  @TempDir private static Path folder;
  private static TestKeys keys;
  private TestServer test;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make(folder, "server");
  }

  @BeforeEach
  void start() throws Exception {
    test = new TestServer(keys, ServingLimits.USUAL);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void allowedRequest_overBothVersions_isAnswered() throws Exception {
    for (var client : new HttpClient[] {test.http1, test.http2}) {
      var answer =
          client.send(test.request(TestServer.GROUP, "carl").build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"kind\":\"APIResourceList\"}\n");
      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache, private");
      assertThat(header(answer, "Location")).isEmpty();
    }
    assertThat(test.get2(TestServer.GROUP, "carl").version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(test.get("/apis/g/v1/nodes/", "carl").body()).isEqualTo("{\"items\":[]}\n");
  }

  @Test
  void refusedCredential_isAnswered401WithoutDetails() throws Exception {
    HttpResponse<String> answer = test.get("/apis/g/v1/nodes", "wrong");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}\n");
    assertThat(test.gate.asked).isEmpty();
    assertThat(test.served).isEmpty();
  }

  @Test
  void deniedCaller_isToldInTheWordsOfKubernetes() throws Exception {
    HttpResponse<String> list = test.get("/apis/metrics.k8s.io/v1beta1/nodes", "");
    assertThat(list.statusCode()).isEqualTo(403);
    assertThat(header(list, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(list.body())
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"nodes.metrics.k8s.io is forbidden: User \\\"system:anonymous\\\""
                + " cannot list resource \\\"nodes\\\" in API group \\\"metrics.k8s.io\\\" at the"
                + " cluster scope\",\"reason\":\"Forbidden\",\"details\":"
                + "{\"group\":\"metrics.k8s.io\",\"kind\":\"nodes\"},\"code\":403}\n");
    assertThat(test.get("/apis/c/v1beta2/namespaces/shop/pods/*/rate", "jane").body())
        .contains(
            "pods.c \\\"*\\\" is forbidden: User \\\"jane\\\" cannot get resource"
                + " \\\"pods/rate\\\" in API group \\\"c\\\" in the namespace \\\"shop\\\"\"")
        .contains("\"details\":{\"name\":\"*\",\"group\":\"c\",\"kind\":\"pods\"}");
    assertThat(test.get("/metrics", "jane").body())
        .contains("\"forbidden: User \\\"jane\\\" cannot get path \\\"/metrics\\\"\"")
        .contains("\"details\":{}");
    assertThat(test.get("/metrics", "reasoned").body())
        .contains("cannot get path \\\"/metrics\\\": no rule fits\"");
    assertThat(test.served).isEmpty();
  }

  @Test
  void reviewThatFails_isAnswered500AsTextAndNeverLetThrough() throws Exception {
    HttpResponse<String> answer = test.get("/apis/g/v1/nodes", "unlucky");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "Internal Server Error: \"/apis/g/v1/nodes\": the authorisation could not be"
                + " checked\n");
    assertThat(test.served).isEmpty();
  }

  @Test
  void endpointThatBreaks_isAnswered500WithoutItsSecrets() throws Exception {
    for (String path : new String[] {"/broken", "/overflow", "/breaks-at-once"}) {
      HttpResponse<String> answer = test.get(TestServer.GROUP + path, "carl");
      assertThat(answer.statusCode()).as(path).isEqualTo(500);
      assertThat(answer.body()).as(path).contains("\"reason\":\"InternalError\"");
      assertThat(answer.body()).as(path).doesNotContain("secret").doesNotContain("java");
    }
    assertThat(test.get(TestServer.GROUP + "/odd", "carl").body())
        .contains("\"message\":\"odd \\\"question\\\"\",\"reason\":\"BadRequest\",\"code\":400");
  }

  @Test
  void streamThatBreaksLate_isCutSoThatNobodyTakesItForWhole() {
    assertThatThrownBy(() -> test.get(TestServer.GROUP + "/breaks", "carl"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> test.get2(TestServer.GROUP + "/breaks", "carl"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void unknownPath_isStatusBelowApisAndTextElsewhere() throws Exception {
    for (String path : new String[] {"/apis/x", "/apis/g/v9", "/apis/g/v1/other", "/apis"}) {
      HttpResponse<String> answer = test.get(path, "carl");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).isEqualTo(NOT_FOUND);
    }
    for (String path : new String[] {"/other", "/metrics/x", "/livez/none", "/openapi/v2"}) {
      HttpResponse<String> answer = test.get(path, "carl");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).isEqualTo("404 page not found\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void otherMethod_isAuthorisedFirstAndThenRefused(String method) throws Exception {
    var body = HttpRequest.BodyPublishers.ofString("{\"x\":\"" + "y".repeat(100_000) + "\"}");
    var allowed = test.request("/apis/g/v1/nodes", "carl").method(method, body).build();
    for (int time = 0; time < 3; time++) {
      HttpResponse<String> answer = test.http1.send(allowed, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(header(answer, "Allow")).isEqualTo("GET");
      assertThat(answer.body())
          .contains("the server does not allow this method on the requested resource")
          .contains("\"reason\":\"MethodNotAllowed\",\"details\":{},\"code\":405");
    }
    var denied = test.request("/apis/g/v1/nodes", "jane").method(method, body).build();
    assertThat(test.http2.send(denied, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(test.served).isEmpty();
  }

  @Test
  void head_isAnsweredAsGetWithoutBody() throws Exception {
    for (String path : new String[] {"/nodes", "/large", "/whole"}) {
      for (var client : new HttpClient[] {test.http1, test.http2}) {
        var request = test.request(TestServer.GROUP + path, "carl").HEAD().build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).isEmpty();
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
      }
    }
    assertThat(test.get(TestServer.GROUP + "/unchanged", "carl").statusCode()).isEqualTo(304);
  }

  @Test
  void largeBody_isCompressedForThoseWhoAskAndWholeForBoth() throws Exception {
    for (String path : new String[] {"/large", "/whole"}) {
      for (var client : new HttpClient[] {test.http1, test.http2}) {
        var plain = test.request(TestServer.GROUP + path, "carl");
        HttpResponse<byte[]> whole = client.send(plain.build(), BodyHandlers.ofByteArray());
        assertThat(header(whole, "Content-Encoding")).isEmpty();
        assertThat(whole.body()).hasSize(TestServer.LARGE_BYTES + 1).endsWith('\n');
        var packing = plain.header("Accept-Encoding", "br, gzip;q=0.5").build();
        HttpResponse<byte[]> packed = client.send(packing, BodyHandlers.ofByteArray());
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.body().length).isLessThan(TestServer.LARGE_BYTES / 10);
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()));
        assertThat(unpacked.readAllBytes()).isEqualTo(whole.body());
      }
    }
    var small = test.request("/apis/g/v1/nodes", "carl").header("Accept-Encoding", "gzip").build();
    assertThat(header(test.http1.send(small, BodyHandlers.ofString()), "Content-Encoding"))
        .isEmpty();
  }

  @Test
  void identityAndCredentials_reachTheAuthenticatorOnly() throws Exception {
    var request =
        test.request("/apis/g/v1/nodes", "carl")
            .header("X-Remote-User", "system:admin")
            .header("X-Remote-Group", "a,b")
            .header("X-Remote-Group", "c")
            .header("X-Remote-Extra-Scopes", "s")
            .header("X-Custom-User", "eve")
            .header("Accept", "application/json")
            .build();
    for (var client : new HttpClient[] {test.http1, test.http2}) {
      client.send(request, BodyHandlers.ofString());
      var shown = test.gate.shown.remove().headers();
      assertThat(shown.all("x-remote-group")).containsExactly("a,b", "c");
      assertThat(shown.first("X-REMOTE-USER")).isEqualTo("system:admin");
      var passed = test.served.remove().headers();
      assertThat(passed.names())
          .allSatisfy(name -> assertThat(name).matches("(?i)accept|host|user-agent"));
      assertThat(passed.first("ACCEPT")).isEqualTo("application/json");
    }
  }

  @Test
  void clientCertificate_isHandedOnUnjudged() throws Exception {
    TestKeys stranger = TestKeys.make(folder, "stranger");
    try (var client = HttpClient.newBuilder().sslContext(test.keys.client(stranger)).build()) {
      client.send(test.request("/apis/g/v1/nodes", "carl").build(), BodyHandlers.ofString());
    }
    assertThat(test.gate.shown.remove().certificates())
        .singleElement()
        .satisfies(shown ->
            assertThat(shown.getSubjectX500Principal().getName()).startsWith("CN=stranger"));
    test.get("/apis/g/v1/nodes", "carl");
    assertThat(test.gate.shown.remove().certificates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"490, 200", "501, 431", "20000, 431"})
  void headerLines_inTheHundredsAreRead_andMoreAreRefused(int lines, int status) throws Exception {
    String sent =
        "GET /livez HTTP/1.1\r\nHost: x\r\n"
            + "g: 1\r\n".repeat(lines)
            + "Connection: close\r\n\r\n";
    assertThat(RawAnswer.of(test, sent).status()).isEqualTo(status);
  }

  @Test
  void impersonation_isRefused() throws Exception {
    var request =
        test.request("/apis/g/v1/nodes", "admin").header("Impersonate-User", "eve").build();
    assertThat(test.http1.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(test.served).isEmpty();
  }

  @Test
  void authorisation_isAskedAboutWhatIsServed() throws Exception {
    test.get("/apis/g/v1/namespaces/a/metrics/rate", "carl");
    assertThat(test.gate.asked)
        .containsExactly(
            new Attributes.Resource(
                "get",
                "g",
                "v1",
                "metrics",
                "",
                "a",
                "rate",
                "/apis/g/v1/namespaces/a/metrics/rate"));
  }

  @Test
  void ownPaths_areServed() throws Exception {
    assertThat(test.get("/", "carl").body())
        .isEqualTo(
            "{\"paths\":[\"/apis\",\"/apis/g\",\"/healthz\",\"/livez\",\"/metrics\",\"/readyz\","
                + "\"/version\"]}\n");
    assertThat(test.get("/version", "carl").body())
        .startsWith("{\"major\":\"0\",\"minor\":\"1\",\"gitVersion\":\"v0.1.2-SNAPSHOT\"")
        .contains("\"gitCommit\":\"abc\"");
    HttpResponse<String> metrics = test.get("/metrics", "carl");
    assertThat(metrics.body()).isEqualTo("up 1\n");
    assertThat(header(metrics, "Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void answers_areCountedWithTheirStatus() throws Exception {
    test.get("/apis/g/v1/nodes", "carl");
    test.get("/apis/g/v1/nodes", "jane");
    test.get("/apis/g/v1/nodes?timeout=x", "carl");
    test.get2("/apis/g/v1/nodes", "carl");
    test.get2("/apis/g/v1/nodes", "wrong");
    await().untilAsserted(() -> assertThat(test.statuses).containsExactly(200, 403, 400, 200, 401));
  }
}
