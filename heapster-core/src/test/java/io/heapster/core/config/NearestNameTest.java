package io.heapster.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

final class NearestNameTest {
  private static final List<String> NAMES = List.of("limit", "offset", "sort");

  @Test
  void of_nameMistyped_isTheClosest() {
    assertThat(NearestName.of("limt", NAMES)).contains("limit");
    assertThat(NearestName.of("OFFSETS", NAMES)).contains("offset");
    assertThat(NearestName.of("sortlimits", List.of("sortlim"))).contains("sortlim");
    assertThat(NearestName.of("elsewhere", NAMES)).isEmpty();
    assertThat(NearestName.of("so", List.of())).isEmpty();
  }

  /** Compared letter by letter, these would take many minutes. */
  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void of_textLongerThanAnyNameClose_isNotCompared() {
    String text = "x".repeat(8_000_000);

    assertThat(NearestName.of(text, List.of("y".repeat(1_000_000), "limit"))).isEmpty();
    assertThat(NearestName.hint(text, NAMES)).isEmpty();
  }
}
