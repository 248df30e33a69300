package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heapster.app.config.DemoConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Lifecycle demo(String... flags) {
    DemoConfig.Loaded loaded = DemoConfig.load(List.of(flags), Map.of());
    assertThat(loaded.problems()).isEmpty();
    return new Demo(loaded.config(), Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8))
        .lifecycle();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void demo_started_tellsAddressesAndThenFirstRates() {
    try (Lifecycle demo = demo("--shape=tiny", "--port=0")) {
      demo.start();

      assertThat(printed())
          .contains("simulated cluster: 3 nodes", "heapster answers at http://127.0.0.1:");
      assertThat(printed().lines().map(String::strip).filter(DemoTest::isCurl)).hasSize(3);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> printed().contains("first rates are there"));
    }
  }

  @Test
  void demo_started_putsMetricsApisBehindTheFrontUntilStopped() throws Exception {
    Path kubeconfig;
    try (Lifecycle demo = demo("--shape=tiny", "--port=0")) {
      demo.start();

      List<String> lines = printed().lines().map(String::strip).toList();
      List<String> kubectl = lines.stream().filter(line -> line.startsWith("kubectl ")).toList();
      assertThat(kubectl).hasSize(3);
      // Without a PATH there is no kubectl, so that it comes last.
      assertThat(lines.indexOf(kubectl.getFirst()))
          .isGreaterThan(
              lines.lastIndexOf(lines.stream().filter(DemoTest::isCurl).toList().getLast()));
      kubeconfig = Path.of(kubectl.getFirst().split(" ")[1].substring("--kubeconfig=".length()));
      assertThat(Files.readString(kubeconfig)).contains("current-context: admin");
      // By it the front verifies the daemon.
      assertThat(kubeconfig.resolveSibling("apiserver-ca.crt")).exists();
    }
    assertThat(kubeconfig.getParent()).doesNotExist();
  }

  @Test
  void demo_onAnyPorts_servesMetricsApisBesideItsApi() {
    DemoConfig config = DemoConfig.load(List.of("--shape=tiny", "--port=0"), Map.of()).config();
    var demo = new Demo(config, Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8));
    try (Lifecycle lifecycle = demo.lifecycle()) {
      lifecycle.start();

      assertThat(demo.securePort()).isPositive().isNotEqualTo(URI.create(demo.apiUrl()).getPort());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> demo.simulator().front().problems().isEmpty());
    }
  }

  private static boolean isCurl(String line) {
    return line.startsWith("curl ");
  }

  @Test
  void demo_securePortOff_hasNoLinesForKubectl() {
    try (Lifecycle demo = demo("--shape=tiny", "--port=0", "--secure-port=0")) {
      demo.start();

      assertThat(printed()).contains("curl ").doesNotContain("kubectl");
    }
  }

  @Test
  void demo_usualPortTaken_takesAnother() throws Exception {
    try (var _ = taken(8082);
        Lifecycle demo = demo("--shape=tiny")) {
      demo.start();

      assertThat(printed())
          .contains("port 8082 is taken, so the daemon takes a free one")
          .doesNotContain("http://127.0.0.1:8082/");
    }
  }

  /** Somebody on the port, by us or by whoever was there before. */
  private static ServerSocket taken(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (BindException e) {
      return new ServerSocket(0);
    }
  }
}
