package io.heapster.api.k8s.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.k8s.forward.ForwardTarget.Limits;
import io.heapster.api.k8s.forward.ForwardTarget.Trust;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForwardTargetTest {
  @Test
  void parse_allOptions_readsThem() {
    ForwardTarget target =
        ForwardTarget.parse(
            "queue_(a|b)=.*=https://keda.keda:443/;ca-file=/ca.crt;cert-file=/c;key-file=/k;"
                + "token-file=/t; timeout=2s;discovery-interval=1m30s;max-body-bytes=1000;");
    assertThat(target)
        .isEqualTo(
            new ForwardTarget(
                "queue_(a|b)=.*",
                URI.create("https://keda.keda:443"),
                new Trust("/ca.crt", false, "/c", "/k", "/t"),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(90), 1000)));
    assertThat(target.label()).isEqualTo("keda.keda:443");
  }

  @Test
  void parse_withoutOptions_takesTheUsual() {
    ForwardTarget target = ForwardTarget.parse(".*=https://[::1]:6443/some/proxy");
    assertThat(target.trust()).isEqualTo(Trust.USUAL);
    assertThat(target.limits()).isEqualTo(Limits.USUAL);
    assertThat(target.label()).isEqualTo("[::1]:6443/some/proxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense                                  | has not the form <pattern>=<https URL>
          =https://a                                | the pattern is missing; for all metrics write .*
          *=https://a                               | "*" is no regular expression
          .*=http://a                               | write https://host:port
          .*=https:///x                             | write https://host:port
          .*=https://me:secret@a                    | the address of a must have no user
          .*=https://a?x=y                          | must have no user, query or fragment
          .*=https://a b                            | Illegal character
          .*=https://a;ca-fiel=x                    | unknown option "ca-fiel", did you mean "ca-file"?
          .*=https://a;ca-file                      | ca-file needs a value
          .*=https://a;ca-file=x;ca-file=y          | ca-file is given twice
          .*=https://a;timeout=5                    | timeout=5: write a duration above 0 such as 10s
          .*=https://a;timeout=-5s                  | timeout=-5s: write a duration
          .*=https://a;max-body-bytes=many          | max-body-bytes=many: write a number above 0
          .*=https://a;insecure-skip-tls-verify=yes | insecure-skip-tls-verify=yes: write true or false
          .*=https://a;cert-file=x                  | cert-file and key-file belong together
          .*=https://a;insecure-skip-tls-verify=true;token-file=x | the token would go to whoever answers
          .*=https://a;insecure-skip-tls-verify=true;ca-file=x    | exclude each other
          """)
  void parse_mistake_namesItAndWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> ForwardTarget.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\": ")
        .hasMessageContaining(message);
  }

  @Test
  void parse_severalMistakes_namesAll() {
    assertThatThrownBy(() -> ForwardTarget.parse("*=http://a;timeout=x;foo=1"))
        .hasMessageContaining("no regular expression")
        .hasMessageContaining("timeout=x")
        .hasMessageContaining("\"foo\"");
  }
}
