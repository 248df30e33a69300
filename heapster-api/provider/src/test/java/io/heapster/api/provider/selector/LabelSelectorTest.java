package io.heapster.api.provider.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "a b | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a in b | unable to parse requirement: found 'b' expected: '('",
        "a in (b | unable to parse requirement: found '', expected: ',' or ')'",
        "a in (b, | unable to parse requirement: found '', expected: ',', or identifier",
        "a in (b,,) | unable to parse requirement: found ')', expected: ',', or identifier",
        "a in (b!) | unable to parse requirement: found '!', expected: ',' or ')'",
        "a=! | unable to parse requirement: found '!', expected: identifier",
        "!a=b | found '=', expected: ',' or 'end of string'",
        "a,,b | found ',', expected: identifier after ','",
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

  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final String PREFIX_RULE =
      "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
          + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g."
          + " 'example.com', regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

  static Stream<Arguments> invalid() {
    String integer = "for 'Gt', 'Lt' operators, the value must be an integer";
    String long64 = "x".repeat(64);
    String long254 = "x.".repeat(127);
    return Stream.of(
        Arguments.of("a%=b", "<nil>: Invalid value: \"a%\": name part " + NAME_RULE),
        Arguments.of("-a", "<nil>: Invalid value: \"-a\": name part " + NAME_RULE),
        Arguments.of(
            "a/b/c",
            "<nil>: Invalid value: \"a/b/c\": a qualified name "
                + NAME_RULE
                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"),
        Arguments.of("A.org/x=1", "<nil>: Invalid value: \"A.org/x\": " + PREFIX_RULE),
        Arguments.of("/x", "<nil>: Invalid value: \"/x\": prefix part must be non-empty"),
        Arguments.of(
            "x/",
            "<nil>: Invalid value: \"x/\": name part must be non-empty; name part " + NAME_RULE),
        Arguments.of(
            long64,
            "<nil>: Invalid value: \""
                + long64
                + "\": name part must be no more than 63 characters"),
        Arguments.of(
            long254 + "/x",
            "<nil>: Invalid value: \""
                + long254
                + "/x\": prefix part must be no more than 253 characters"),
        Arguments.of("a=%", "values[0][a]: Invalid value: \"%\": " + VALUE_RULE),
        Arguments.of("a=\"b\"", "values[0][a]: Invalid value: \"\\\"b\\\"\": " + VALUE_RULE),
        Arguments.of(
            "a=" + long64,
            "values[0][a]: Invalid value: \"" + long64 + "\": must be no more than 63 characters"),
        Arguments.of(
            "a in (b,%,-)",
            "[values[0][a]: Invalid value: \"%\": "
                + VALUE_RULE
                + ", values[1][a]: Invalid value: \"-\": "
                + VALUE_RULE
                + "]"),
        Arguments.of("a>b", "values[0]: Invalid value: \"b\": " + integer),
        Arguments.of("a<", "values[0]: Invalid value: \"\": " + integer),
        Arguments.of("a>-5", "values[0][a]: Invalid value: \"-5\": " + VALUE_RULE),
        Arguments.of(
            "a>%",
            "[values[0]: Invalid value: \"%\": "
                + integer
                + ", values[0][a]: Invalid value: \"%\": "
                + VALUE_RULE
                + "]"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void parse_invalidKeyOrValue_isRefusedInKubernetesWords(String selector, String problem) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(SelectorException.class)
        .hasMessage("unable to parse requirement: " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!", "a,", "a in (b,", "a/", "a.", "(", "="})
  void parse_longerThanTheBound_isRefusedWithoutReadingIt(String repeated) {
    String selector = repeated.repeat(LabelSelector.MAX_CHARACTERS / repeated.length() + 1);
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(SelectorException.class)
        .hasMessage("a selector of " + selector.length() + " characters, at most 16384 are read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!", "a in (b,", "a/", "a.", "(", "=", "a./"})
  void parse_asLongAsAllowed_isReadOrRefused(String repeated) {
    String selector = repeated.repeat(LabelSelector.MAX_CHARACTERS / repeated.length());
    assertThatThrownBy(() -> LabelSelector.parse(selector)).isInstanceOf(SelectorException.class);
    assertThatThrownBy(() -> LabelSelector.parse(selector.substring(1) + "/x"))
        .isInstanceOf(SelectorException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | ``",
        "c in (e, d), a=b | a=b,c in (d,e)",
        "a==b | a=b",
        "a in (b) | a in (b)",
        "a notin (c,b,c) | a notin (b,c)",
        "z,!y,x!=1,w>3,v<4 | v<4,w>3,x!=1,!y,z",
        "a=,b!= | a=,b!=",
        "a in () | a in ()",
        "a in (,b) | a in (,b)",
        "a in (b,) | a in (,b)",
        "a in (b,,c) | a in (,b,c)",
        "a=2,a=1,a | a=2,a=1,a",
        "B,a | B,a"
      })
  void toString_parsed_isCanonical(String selector, String canonical) throws Exception {
    LabelSelector parsed = LabelSelector.parse(selector);
    assertThat(parsed).hasToString(canonical);
    assertThat(LabelSelector.parse(canonical)).isEqualTo(parsed).hasToString(canonical);
  }

  @Test
  void matchLabels_equalities_areLabelsAndTheRestExpressions() throws Exception {
    LabelSelector selector =
        LabelSelector.parse("a=1,b!=2,c in (4,3),d notin (5),e,!f,g>6,h<7,i==8");
    assertThat(selector.matchLabels()).containsExactly(Map.entry("a", "1"), Map.entry("i", "8"));
    assertThat(selector.matchExpressions())
        .containsExactly(
            new MatchExpression("b", "NotIn", List.of("2")),
            new MatchExpression("c", "In", List.of("3", "4")),
            new MatchExpression("d", "NotIn", List.of("5")),
            new MatchExpression("e", "Exists", List.of()),
            new MatchExpression("f", "DoesNotExist", List.of()),
            new MatchExpression("g", "Gt", List.of("6")),
            new MatchExpression("h", "Lt", List.of("7")));
  }

  @Test
  void matchLabels_twoValuesOfOneKey_loseNone() throws Exception {
    LabelSelector selector = LabelSelector.parse("a=1,a=2,a=1");
    assertThat(selector.matchLabels()).containsExactly(Map.entry("a", "1"));
    assertThat(selector.matchExpressions())
        .containsExactly(new MatchExpression("a", "In", List.of("2")));
  }

  @Test
  void parse_tooManyRequirements_namesTheBound() throws Exception {
    String most = "a,".repeat(99) + "a";
    assertThat(LabelSelector.parse(most).requirements()).hasSize(100);
    assertThatThrownBy(() -> LabelSelector.parse(most + ",a"))
        .isInstanceOf(SelectorException.class)
        .hasMessageContaining("more than 100 requirements");
  }

  @Test
  void of_labels_selectsWhatHasThemAll() {
    LabelSelector selector = LabelSelector.of(Map.of("tier", "front", "app", "web"));
    assertThat(selector).hasToString("app=web,tier=front");
    assertThat(selector.matches(WEB)).isTrue();
    assertThat(LabelSelector.of(Map.of())).isEqualTo(LabelSelector.EVERYTHING);
    assertThat(LabelSelector.EVERYTHING.isEmpty()).isTrue();
  }

  @Test
  void parse_randomText_isPrintedAsItWasReadOrRefused() {
    var random = new Random(17);
    String alphabet = "ab =!(),<>in/.-notin%";
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(16); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        LabelSelector parsed = LabelSelector.parse(text.toString());
        LabelSelector again = LabelSelector.parse(parsed.toString());
        assertThat(again).isEqualTo(parsed);
        assertThat(again.matches(WEB)).isEqualTo(parsed.matches(WEB));
      } catch (SelectorException e) {
        assertThat(e).hasMessageMatching("(?s).*(found|Invalid value).*");
      }
    }
  }
}
