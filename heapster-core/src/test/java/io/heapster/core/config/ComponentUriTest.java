package io.heapster.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComponentUriTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("HOST", "db", "PORT_1", "8086");

  private static ComponentUri parse(String text) {
    return ComponentUri.parse(text, ENVIRONMENT::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "log:"})
  void a20_keyOnly_hasNoBaseAndNoOptions(String text) {
    assertThat(parse(text)).isEqualTo(new ComponentUri("log", "", Map.of()));
  }

  @Test
  void a20_keyWithUri_isTakenApart() {
    ComponentUri uri = parse("kubernetes.summary_api:https://k8s:443/x?kubeletPort=10250&insecure");

    assertThat(uri.key()).isEqualTo("kubernetes.summary_api");
    assertThat(uri.base()).isEqualTo("https://k8s:443/x");
    assertThat(uri.options())
        .isEqualTo(Map.of("kubeletPort", List.of("10250"), "insecure", List.of("")));
  }

  @Test
  void a20_variables_becomeTheirValuesOrNothing() {
    assertThat(parse("influxdb:http://$HOST:${PORT_1}/a${NONE}b?user=$HOST"))
        .isEqualTo(
            new ComponentUri("influxdb", "http://db:8086/ab", Map.of("user", List.of("db"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":http://x"})
  void a20_keyMissing_isAnError(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\": missing key, expected <key>[:<uri>]");
  }

  @Test
  void options_givenTwice_keepTheirOrder() {
    assertThat(parse("es:?nodes=b&nodes=a").options()).containsEntry("nodes", List.of("b", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log",
        "influxdb:http://h:1?a=1&a=2&b=",
        "es:?q=x%26y%3Dz%25&p=a+b&dollar=%24HOST&hash=%23",
        "k:?na%26me=v"
      })
  void a21_text_parsedAgain_isTheSame(String text) {
    ComponentUri uri = parse(text);

    assertThat(parse(uri.text())).isEqualTo(uri);
    assertThat(new ArrayList<>(parse(uri.text()).options().keySet()))
        .isEqualTo(new ArrayList<>(uri.options().keySet()));
  }

  @Test
  void a21_badEscape_isAnErrorThatNamesIt() {
    assertThatThrownBy(() -> parse("es:?nodes=a%zz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad percent escape in \"nodes\"");
  }

  @Test
  void base_notAUri_isAnError() {
    assertThatThrownBy(() -> parse("es:http://a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"es:http://a b\": not a URI after the key");
  }
}
