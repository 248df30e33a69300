package io.heapster.api.k8s.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthEndpointTest {
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

  private void expect(String path, String token, int status, String body) throws Exception {
    var answer = test.get(path, token);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.body()).as(path).isEqualTo(body);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void healthy_isOkOrALineForEachCheck() throws Exception {
    expect("/readyz", "", 200, "ok");
    expect("/healthz/", "carl", 200, "ok");
    expect("/livez?verbose", "", 200, "[+]ping ok\n[+]hook/informer-sync ok\nlivez check passed\n");
    expect(
        "/readyz?verbose=1",
        "",
        200,
        "[+]ping ok\n[+]metric-storage-ready ok\n[+]hook/informer-sync ok\n[+]shutdown ok\n"
            + "readyz check passed\n");
    expect("/readyz/ping", "carl", 200, "ok");
    expect("/livez/hook/informer-sync", "carl", 200, "ok");
  }

  @Test
  void failingCheck_isShownButItsReasonOnlyToThoseWhoMay() throws Exception {
    test.ready.set(false);
    expect(
        "/readyz",
        "",
        500,
        "[+]ping ok\n[-]metric-storage-ready failed: reason withheld\n"
            + "[+]hook/informer-sync ok\n[+]shutdown ok\nreadyz check failed\n");
    expect("/livez", "", 200, "ok");
    expect(
        "/readyz/metric-storage-ready",
        "carl",
        500,
        "internal server error: no metrics to serve\n");
    assertThat(test.get("/readyz/metric-storage-ready", "").statusCode()).isEqualTo(403);
  }

  @Test
  void excludedCheck_isLeftOutAndUnknownOnesAreNamed() throws Exception {
    test.ready.set(false);
    expect("/readyz?exclude=metric-storage-ready", "", 200, "ok");
    expect(
        "/readyz?verbose&exclude=ping&exclude=metric-storage-ready&exclude=no%22ne",
        "",
        200,
        "[+]ping excluded: ok\n[+]metric-storage-ready excluded: ok\n[+]hook/informer-sync ok\n"
            + "[+]shutdown ok\n"
            + "warn: some health checks cannot be excluded: no matches for \"no\\\"ne\"\n"
            + "readyz check passed\n");
  }

  @Test
  void stoppingServer_isUnreadyBeforeItStopsListening() throws Exception {
    var stopped = test.server.stop(Duration.ofHours(1));
    assertThat(test.get("/readyz", "").body()).contains("[-]shutdown failed: reason withheld");
    assertThat(test.get("/livez", "").statusCode()).isEqualTo(200);
    assertThat(test.get("/apis/g/v1/nodes", "carl").statusCode()).isEqualTo(200);
    assertThat(stopped.isComplete()).isFalse();
  }
}
