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
import java.nio.charset.StandardCharsets;
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
      assertThat(printed().lines().filter(line -> line.strip().startsWith("curl "))).hasSize(3);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> printed().contains("first rates are there"));
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
