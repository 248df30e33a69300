package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.app.config.DemoConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TrainingTest {
  /** Rates need samples of two seconds, and the first two ticks may find the same. */
  private static final int TICKS = 3;

  private final ByteArrayOutputStream words = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(words, true, StandardCharsets.UTF_8);

  private String said() {
    return words.toString(StandardCharsets.UTF_8);
  }

  private int train(String... flags) {
    DemoConfig.Loaded loaded = DemoConfig.load(List.of(flags), Map.of());
    return new Training(loaded.config(), TICKS, out).run();
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void training_run_endsByItselfAfterRatesAndAnswers() {
    int exit = train("--shape=tiny", "--port=0");

    assertThat(said()).contains("first rates are there").doesNotContain("training:");
    assertThat(exit).isEqualTo(Console.DONE);
  }

  @Test
  void training_portTaken_fails() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exit = train("--shape=tiny", "--port=" + taken.getLocalPort());

      assertThat(exit).isEqualTo(Console.FAILED);
      assertThat(said()).doesNotContain("heapster answers");
    }
  }

  @Test
  void train_settingsInTheEnvironment_areNotRead() {
    Map<String, String> settings =
        Map.of("HEAPSTER_SINK", "nonsense", "HEAPSTER_CONFIG", "/nowhere/heapster.yaml");
    var heapster = new Heapster(settings, new Console(out, out));

    // The mistake ends it before a start, after all that is wrong was told.
    int exit = heapster.run(List.of("train", "--faults=ded=0.1"));

    assertThat(exit).isEqualTo(Console.WRONG_USE);
    assertThat(said()).startsWith("heapster: 1 problem\n").contains("ded");
  }
}
