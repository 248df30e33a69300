package io.heapster.api.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricNamesTest {
  /** What makes names meet, when they are put together. */
  private static final List<String> PIECES =
      List.of("_", "/", "__", "a", "s", "u", "custom", "custom_", "cpu_usage_rate", "cpu/usage");

  @ParameterizedTest
  @CsvSource({
    "qps, qps",
    "a_b, a_b",
    "cpu_usage_rate, custom_cpu_usage_rate",
    "custom_qps, custom_custom_qps",
    "custom__a__b, custom_custom__a__b",
    "a/b, custom__a__b",
    "cpu/usage_rate, custom__cpu__usage_rate",
    "a_/b, custom___a_u_sb",
    "a/_b, custom___a_s_ub",
    "_a/b, custom____ua_sb"
  })
  void userDefinedName_ofEachForm_dependsOnTheNameOnly(String bare, String expected) {
    assertThat(MetricNames.userDefinedName(custom(bare))).isEqualTo(expected);
  }

  @Test
  void userDefinedName_randomNames_shareNoneWithAnother() {
    var random = new Random(15);
    var seen = new HashMap<String, String>();
    for (String standard : MetricNames.standardMetrics().keySet()) {
      seen.put(standard, "the standard metric");
      put(standard, seen);
    }
    for (int i = 0; i < 200_000; i++) {
      var bare = new StringBuilder();
      for (int length = 1 + random.nextInt(6); length > 0; length--) {
        bare.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      put(bare.toString(), seen);
    }
  }

  private static void put(String bare, Map<String, String> seen) {
    String name = MetricNames.userDefinedName(custom(bare));
    assertThat(name).doesNotContain("/");
    String other = seen.put(name, bare);
    if (other != null) {
      assertThat(other).as("the other metric that is %s", name).isEqualTo(bare);
    }
  }

  private static Metric custom(String bare) {
    return Metric.custom(bare, MetricKind.GAUGE);
  }
}
