package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FlagReaderTest {

  private static Layer read(String... arguments) {
    return new FlagReader(DaemonSettings.all()).read(List.of(arguments));
  }

  @Test
  void read_lastOfTwo_counts() {
    assertThat(read("--compat=none", "--compat", "heapster").given())
        .singleElement()
        .extracting(Given::values)
        .isEqualTo(List.of("heapster"));
  }

  @Test
  void read_switchAlone_isTrueAndTakesNoWord() {
    Layer layer = read("--disable_export", "--compat=none");

    assertThat(layer.given()).hasSize(2);
    assertThat(layer.given().iterator().next().values()).containsExactly("true");
  }

  @Test
  void read_valueMissing_isAProblem() {
    assertThat(read("--compat", "--disable-export").problems())
        .containsExactly("--compat: needs a value: --compat=<choice>");
    assertThat(read("--compat").problems()).hasSize(1);
  }

  @Test
  void read_unknownFlag_namesTheNearestAndSwallowsItsValue() {
    assertThat(read("--metric_resolutoin", "10s").problems())
        .containsExactly("unknown flag --metric_resolutoin, did you mean --metric-resolution?");
  }

  @Test
  void read_nothingNear_pointsAtHelp() {
    assertThat(read("--qqqqqqqqqqqqqqqq=1").problems())
        .containsExactly("unknown flag --qqqqqqqqqqqqqqqq (heapster --help lists them)");
  }

  @Test
  void read_bareWord_isAProblem() {
    assertThat(read("--disable_export", "false").problems())
        .containsExactly("unexpected argument \"false\": flags begin with --");
  }
}
