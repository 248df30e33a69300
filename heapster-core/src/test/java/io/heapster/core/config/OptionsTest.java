package io.heapster.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {

  private static Options options(String name, String... values) {
    return new Options("sink log", Map.of(name, List.of(values)));
  }

  @Test
  void text_firstValueCounts_emptyIsNone() {
    assertThat(options("a", "1", "2").text("a")).contains("1");
    assertThat(options("a", "").text("a")).isEmpty();
    assertThat(options("a").text("b")).isEmpty();
    assertThat(options("a", "1", "", "2").texts("a")).containsExactly("1", "2");
    assertThat(options("a", "").isGiven("a")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1,true",
    "t,true",
    "T,true",
    "TRUE,true",
    "true,true",
    "True,true",
    "0,false",
    "f,false",
    "F,false",
    "FALSE,false",
    "false,false",
    "False,false"
  })
  void flag_everyForm_isRead(String text, boolean expected) {
    Options options = options("insecure", text);

    assertThat(options.flag("insecure", !expected)).isEqualTo(expected);
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void flag_otherText_isTheDefaultAndAProblem() {
    Options options = options("insecure", "yes");

    assertThat(options.flag("insecure", true)).isTrue();
    assertThat(options.problems())
        .containsExactly("sink log: option insecure: \"yes\": expected true or false");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "65535,65535"})
  void number_withinBounds_isRead(String text, long expected) {
    assertThat(options("port", text).number("port", 5, 1, 65535)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "65536", "abc", "99999999999999999999"})
  void number_outOfBoundsOrNone_isTheDefaultAndAProblem(String text) {
    Options options = options("port", text);

    assertThat(options.number("port", 5, 1, 65535)).isEqualTo(5);
    assertThat(options.problems())
        .containsExactly(
            "sink log: option port: \"" + text + "\": expected a whole number from 1 to 65535");
  }

  @Test
  void duration_goodShortAndBad_areReadOrProblems() {
    Duration second = Duration.ofSeconds(1);
    assertThat(options("t", "1m").duration("t", second, second)).isEqualTo(Duration.ofMinutes(1));

    Options tooShort = options("t", "10ms");
    assertThat(tooShort.duration("t", second, second)).isEqualTo(second);
    assertThat(tooShort.problems())
        .containsExactly("sink log: option t: \"10ms\": expected at least 1s");

    Options bad = options("t", "9223372036854775807s1s");
    assertThat(bad.duration("t", second, second)).isEqualTo(second);
    assertThat(bad.problems()).hasSize(1);
  }

  @Test
  void problems_unknownName_namesTheNearest() {
    Options options = options("insecur", "true");
    options.flag("insecure", false);

    assertThat(options.problems())
        .containsExactly("sink log: unknown option insecur, did you mean \"insecure\"?");
  }

  @Test
  void problems_several_areToldAllAtOnce() {
    var options =
        new Options("sink log", Map.of("a", List.of("x"), "b", List.of("y"), "c", List.of("z")));
    options.flag("a", false);
    options.number("b", 0, 0, 1);

    assertThat(options.problems()).hasSize(3);
  }

  @Test
  void ignored_given_isAWarningOnly() {
    Options options = options("apiVersion", "v1");
    options.ignored("apiVersion", "there is one version only");

    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings())
        .containsExactly("sink log: option apiVersion is ignored: there is one version only");
    assertThat(options("x").warnings()).isEmpty();
  }

  @Test
  void nearest_farName_isNone() {
    assertThat(NearestName.of("kafka", List.of("influxdb"))).isEmpty();
    assertThat(NearestName.of("KAFKA", List.of("influxdb", "kafka"))).contains("kafka");
    assertThat(NearestName.of("x", List.of())).isEmpty();
    assertThat(NearestName.hint("kafka", List.of("influxdb"))).isEmpty();
  }
}
