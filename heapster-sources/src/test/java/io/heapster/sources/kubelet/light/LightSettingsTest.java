package io.heapster.sources.kubelet.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LightSettingsTest {
  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void of_resolution_leavesAThirdOfItAfterTheTimeout() {
    assertThat(LightSettings.of(seconds(60)).timeout()).isEqualTo(seconds(10));
    assertThat(LightSettings.of(seconds(12)).timeout()).isEqualTo(seconds(8));
    assertThat(LightSettings.of(seconds(15)).hold()).isEqualTo(seconds(40));
  }

  @Test
  void of_resolutionBelowTenSeconds_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LightSettings.of(seconds(9)))
        .withMessage("resolution of the metrics API is PT9S: give at least PT10S");
  }

  @Test
  void settings_thatCannotWork_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LightSettings(seconds(15), seconds(11), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LightSettings(seconds(15), Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LightSettings(seconds(15), seconds(5), 0))
        .withMessageContaining("concurrency");
  }
}
