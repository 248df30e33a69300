package io.heapster.sources.simulated.kubelet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AsciiBytesTest {
  private final AsciiBytes bytes = new AsciiBytes();

  private String text() {
    return new String(bytes.array(), 0, bytes.length(), US_ASCII);
  }

  @Test
  void appendTime_anySecond_isWrittenAsInstantDoes() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-2_000_000_000L, 8_000_000_000L);
      bytes.clear();
      bytes.appendTime(second);
      assertThat(text()).isEqualTo(Instant.ofEpochSecond(second).toString());
    }
  }

  @Test
  void append_numbers_areWrittenAsLongDoes() {
    for (long value : new long[] {0, 9, 10, 99, 100, -5, 1_234_567_890_123L, Long.MAX_VALUE}) {
      bytes.clear();
      bytes.append(value);
      assertThat(text()).isEqualTo(Long.toString(value));
    }
    bytes.clear();
    bytes.append(42, 9);
    assertThat(text()).isEqualTo("000000042");
  }

  @Test
  void append_moreThanTheArrayHolds_grows() {
    String line = "0123456789".repeat(100);
    for (int i = 0; i < 200; i++) {
      bytes.append(line);
    }
    assertThat(text()).isEqualTo(line.repeat(200));
  }
}
