package io.heapster.api.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.model.Labels;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelSelectorTest {
  private static final Labels WEB =
      Labels.of(Map.of("app", "web", "tier", "front", "example.org/size", "5", "empty", ""));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "app=web",
        "app==web",
        " app = web , tier = front ",
        "app",
        "!missing",
        "app in (web)",
        "app in (a, web,b)",
        "app notin (a,b)",
        "missing notin (a)",
        "missing!=web",
        "app!=api",
        "example.org/size>4",
        "example.org/size<6",
        "empty=",
        "empty==",
        "empty in (,a)",
        "app in (web),tier",
        "in!=x",
        "notin notin (x)"
      })
  void matches_selectorThatFits_isTrue(String selector) throws Exception {
    assertThat(LabelSelector.parse(selector).matches(WEB)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app=api", "missing", "!app", "app in (a,b)", "missing in (a)", "app notin (web)",
        "app!=web", "example.org/size>5", "app>1", "missing<1", "app=web,tier=back", "in"
      })
  void matches_selectorThatDoesNotFit_isFalse(String selector) throws Exception {
    assertThat(LabelSelector.parse(selector).matches(WEB)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a===b | unable to parse requirement: found '=', expected: identifier",
        "a b | unable to parse requirement: found 'b', expected: '=', '!=', '==', 'in', notin'",
        "a in b | unable to parse requirement: found 'b', expected: '('",
        "a in (b | unable to parse requirement: found '', expected: ',' or ')'",
        "a in ( | unable to parse requirement: found '', expected: ',', ')' or identifier",
        "a=b, | found '', expected: identifier after ','",
        "a=b) | found ')', expected: ',' or 'end of string'",
        "=a | found '=', expected: !, identifier, or 'end of string'",
        "!=a | found '!=', expected: !, identifier, or 'end of string'",
        "!(a) | unable to parse requirement: found '(', expected: identifier"
      })
  void parse_malformed_saysWhatWasFoundAndExpected(String selector, String problem) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(SelectorException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%=b", "A.org/x=1", "a=%", "a>b", "a>", "-a", "a/b/c"})
  void parse_invalidKeyOrValue_isRefused(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector)).isInstanceOf(SelectorException.class);
  }

  @Test
  void parse_randomText_eitherSelectsOrIsRefused() {
    var random = new Random(17);
    String alphabet = "ab =!(),<>in/.-notin%";
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(16); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(LabelSelector.parse(text.toString()).matches(WEB)).isIn(true, false);
      } catch (SelectorException e) {
        assertThat(e).hasMessageMatching("(?s).*(found|invalid|must be).*");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1m",
    "999, 999m",
    "1000, 1",
    "1220, 1220m",
    "2000, 2",
    "1000000, 1k",
    "1500000, 1500",
    "-500, -500m"
  })
  void ofMillicores_amount_isCanonical(long amount, String expected) {
    assertThat(Quantity.ofMillicores(amount)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1k",
    "1023, 1023",
    "1024, 1Ki",
    "1025, 1025",
    "1929216, 1884Ki",
    "5242880, 5Mi",
    "3221225472, 3Gi",
    "1234567, 1234567",
    "-2048, -2Ki"
  })
  void ofBytes_amount_isCanonical(long amount, String expected) {
    assertThat(Quantity.ofBytes(amount)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, 1m0s",
    "PT15S, 15s",
    "PT15.042S, 15.042s",
    "PT1H0.5S, 1h0m0.5s",
    "PT10M, 10m0s",
    "PT20S, 20s"
  })
  void text_duration_isGos(java.time.Duration duration, String expected) {
    assertThat(GoDuration.text(duration)).isEqualTo(expected);
  }
}
