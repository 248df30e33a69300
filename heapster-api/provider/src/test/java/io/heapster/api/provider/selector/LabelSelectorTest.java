package io.heapster.api.provider.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelSelectorTest {
  private static final Map<String, String> WEB =
      Map.of("app", "web", "tier", "front", "example.org/size", "5", "empty", "");

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
}
