package io.heapster.api.k8s.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that hope to be judged as one thing and served as another; sent as raw bytes. */
final class PathTricksTest {
  @TempDir private static Path folder;
  private static TestServer test;

  @BeforeAll
  static void start() throws Exception {
    test = new TestServer(TestKeys.make(folder, "server"), ServingLimits.USUAL);
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/healthz/../metrics",
        "/healthz/%2e%2e/metrics",
        "/healthz/%2e%2e%2fmetrics",
        "/healthz%2f..%2fmetrics",
        "/healthz/..;/metrics",
        "/healthz;/../metrics",
        "//metrics",
        "/healthz//../metrics",
        "/./metrics",
        "/%2e/metrics",
        "/%2Fmetrics",
        "/healthz%00/metrics",
        "/metrics%00",
        "/metrics%0a",
        "/healthz%0d%0aX: y",
        "/%C0%AFmetrics",
        "/%FF",
        "/%zz",
        "/%",
        "/metrics%2",
        "/metrics\u0001",
        "/metrics",
        "/metrics/",
        "/m%65trics",
        "/METRICS",
        "/metrics?x=/healthz",
        "/metrics#/healthz",
        "/metrics%23/healthz",
        "/metrics;/healthz",
        "/metrics%3f/healthz",
        "/healthz/ping",
        "/healthz%2Fping",
        "/healthz/%70ing",
        "/apis/g/v1/nodes",
        "/apis/g/v1/../v1/nodes",
        "/apis/g/v1//nodes",
        "/apis%2Fg%2Fv1%2Fnodes",
        "/apis/g%2Fv1/nodes",
        "/APIS/g/v1/nodes",
        "/apis/g/v1/healthz/../nodes",
        "http://healthz/apis/g/v1/nodes",
        "https://127.0.0.1/metrics",
        "healthz",
        "*",
        "http://x/healthz/../apis/g/v1/nodes",
        "/healthz?/../metrics/../apis/g/v1/nodes x"
      })
  void trickOfAStranger_bringsNoDataNoRedirectAndNoError(String target) throws Exception {
    RawAnswer answer = RawAnswer.of(test, "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer.status()).as(answer.text()).isIn(400, 403, 404);
    assertThat(answer.text()).doesNotContain("up 1").doesNotContain("items");
    assertThat(answer.text()).doesNotContainIgnoringCase("\nlocation:");
  }

  @Test
  void healthPaths_areStillServedToAnybody() throws Exception {
    for (String path : new String[] {"/healthz", "/readyz", "/livez", "/%68ealthz", "/healthz?a"}) {
      RawAnswer answer = RawAnswer.of(test, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answer.status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void encodedPath_isServedToThoseWhoMay() throws Exception {
    String token = "\r\nHost: x\r\nAuthorization: Bearer carl\r\n\r\n";
    for (String path :
        new String[] {"/apis/g/v1/n%6Fdes", "/apis%2Fg/v1/nodes/", "https://x/apis/g/v1/nodes"}) {
      RawAnswer answer = RawAnswer.of(test, "GET " + path + " HTTP/1.1" + token);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.text()).contains("items");
    }
  }

  @Test
  void oversizedRequest_isRefusedWithoutASecretOrACrash() throws Exception {
    String large = "x".repeat(300_000);
    RawAnswer line = RawAnswer.of(test, "GET /" + large + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(line.status()).isEqualTo(414);
    RawAnswer header =
        RawAnswer.of(test, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: " + large + "\r\n\r\n");
    assertThat(header.status()).isEqualTo(431);
    RawAnswer selector =
        RawAnswer.of(
            test,
            "GET /apis/g/v1/nodes?labelSelector="
                + "a%3Db,".repeat(15_000)
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer carl\r\n\r\n");
    assertThat(selector.status()).isEqualTo(200);
    for (String nonsense :
        new String[] {
          "\r\n\r\n",
          "GET\r\n\r\n",
          "\u0000\u0001\r\n\r\n",
          "GET / HTTP/9.9\r\n\r\n",
          "GET /healthz HTTP/1.1\r\nbad header\r\n\r\n"
        }) {
      RawAnswer answer = RawAnswer.ofNonsense(test, nonsense);
      assertThat(answer.text()).doesNotContain("java").doesNotContain("Exception");
      assertThat(answer.status()).as(answer.text()).isIn(0, 400, 501, 505);
    }
  }
}
