package io.heapster.sources.simulated.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelSelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "web", "tier", "frontend", "kubernetes.io/os", "linux");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'' ; true",
        "app=web ; true",
        "app==web,tier!=backend ; true",
        "app=api ; false",
        "app!=web ; false",
        "missing!=x ; true",
        "app in (api, web) ; true",
        "app in (api) ; false",
        "tier notin (backend,data),app=web ; true",
        "tier notin (frontend) ; false",
        "kubernetes.io/os ; true",
        "!kubernetes.io/os ; false",
        "!missing,app ; true",
      })
  void matches_selector_saysWhetherItSelects(String selector, boolean selects) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(selects);
  }

  @Test
  void parse_notASelector_isABadRequest() {
    for (String text : new String[] {"a=b=c", "a in b", "(x)", "a,,b"}) {
      assertThatThrownBy(() -> LabelSelector.parse(text))
          .as(text)
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("unable to parse requirement");
    }
  }
}
