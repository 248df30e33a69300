package io.heapster.api.k8s.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.provider.MetricsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "/", ""})
  void add_segmentThatLeadsElsewhere_isRefused(String segment) {
    assertThatThrownBy(() -> new PathText("/apis").add("pods", segment))
        .isInstanceOfSatisfying(
            MetricsException.class,
            e -> assertThat(e.reason()).isEqualTo(MetricsException.Reason.BAD_REQUEST));
  }

  @Test
  void add_charactersOfQueriesAndEscapes_areEncoded() {
    assertThat(new PathText("/apis").add("*", "a?b#c%2F d+:é"))
        .hasToString("/apis/*/a%3Fb%23c%252F%20d%2B%3A%C3%A9");
  }
}
