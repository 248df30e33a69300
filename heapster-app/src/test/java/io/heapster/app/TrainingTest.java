package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.app.config.DemoConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TrainingTest {
  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void training_run_endsByItselfAfterRatesAndAnswers() {
    var out = new ByteArrayOutputStream();
    DemoConfig.Loaded loaded = DemoConfig.load(List.of("--shape=tiny", "--port=0"), Map.of());

    int exit =
        new Training(loaded.config(), Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8))
            .run();

    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(said).contains("first rates are there").doesNotContain("training:");
    assertThat(exit).isEqualTo(Console.DONE);
  }
}
