package io.heapster.api.k8s.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiPathTest {

  private static List<String> segments(String raw) {
    return ApiPath.parse(raw).segments();
  }

  @Test
  void parse_plainPath_splitsAtSlashesAndIgnoresTheLast() {
    assertThat(segments("/")).isEmpty();
    assertThat(segments("/apis/g/v1/nodes")).containsExactly("apis", "g", "v1", "nodes");
    assertThat(segments("/apis/g/v1/nodes/")).containsExactly("apis", "g", "v1", "nodes");
  }

  @Test
  void parse_encodedPath_isDecodedOnceAndAsAWhole() {
    assertThat(segments("/a/%2A/c%3Ad")).containsExactly("a", "*", "c:d");
    assertThat(segments("/a%2Fb%2fc")).containsExactly("a", "b", "c");
    assertThat(segments("/a%252Fb")).containsExactly("a%2Fb");
    assertThat(segments("/%252e%252e/b")).containsExactly("%2e%2e", "b");
    assertThat(segments("/n%C3%A4me")).containsExactly("näme");
    assertThat(ApiPath.parse("/a%20b/").decoded()).isEqualTo("/a b/");
  }

  @Test
  void parse_rawBytesAsLatin1_areReadAsUtf8() {
    assertThat(segments("/n\u00C3\u00A4me")).containsExactly("näme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "healthz",
        "*",
        "//",
        "//healthz",
        "/healthz//",
        "/a//b",
        "/a/./b",
        "/a/../b",
        "/..",
        "/healthz/%2e%2e/metrics",
        "/healthz/..%2Fmetrics",
        "/a/%2E/b",
        "/a%2F%2Fb",
        "/%2Fhealthz",
        "/a%00",
        "/a%0d%0aX",
        "/a%7F",
        "/a\u0000",
        "/a\tb",
        "/%",
        "/%z",
        "/%zz",
        "/%2",
        "/%g0",
        "/%C3",
        "/%FF%FE",
        "/%C0%AE%C0%AE/metrics",
        "/%ED%A0%80",
        "/\u20AC"
      })
  void parse_pathWithMoreThanOneReading_isRefusedWithoutRepeatingIt(String raw) {
    assertThatThrownBy(() -> ApiPath.parse(raw))
        .isInstanceOfSatisfying(
            StatusException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(400);
              assertThat(refused.reason()).isEqualTo("BadRequest");
              assertThat(refused.text()).startsWith("the path cannot be read: ");
            });
  }
}
