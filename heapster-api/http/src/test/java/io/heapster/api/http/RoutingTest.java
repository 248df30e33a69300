package io.heapster.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutingTest {
  private static Map<String, String> match(ApiCompat compat, String pattern, String path) {
    var route = Route.lookup(pattern, request -> Answer.text(200, ""));
    return new RouteTable(List.of(route), List.of(), compat)
        .match(RequestPath.parse(path))
        .parameters();
  }

  @ParameterizedTest
  @CsvSource({
    "/m/cpu, cpu",
    "/m/cpu/usage_rate, cpu/usage_rate",
    "/m/a/b/c/, a/b/c",
    "/m/cpu%2Frate, cpu/rate",
    "/m/a%20b, a b",
    "/m/%C3%A4, ä",
    "/m/%ff, \uFFFD"
  })
  void match_restParameter_takesAllThatRemains(String path, String rest) {
    for (ApiCompat compat : ApiCompat.values()) {
      assertThat(match(compat, "/m/{name:*}", path)).containsEntry("name", rest);
    }
  }

  @Test
  void match_restParameter_needsOneSegment() {
    assertThatThrownBy(() -> match(ApiCompat.DEFAULT, "/m/{name:*}", "/m/"))
        .isInstanceOf(ApiException.class)
        .hasMessage("404 page not found\n");
  }

  @Test
  void match_encodedSlash_staysInItsSegmentUnlessAsHeapster() {
    String path = "/n/a%2Fb/m";
    assertThat(match(ApiCompat.DEFAULT, "/n/{c}/m", path)).containsEntry("c", "a/b");
    assertThatThrownBy(() -> match(ApiCompat.HEAPSTER, "/n/{c}/m", path))
        .isInstanceOf(ApiException.class);
    // where only the decoded form fits, it is taken in both
    assertThat(match(ApiCompat.DEFAULT, "/n/{c}/{d}/m", path)).containsEntry("d", "b");
    assertThat(match(ApiCompat.HEAPSTER, "/n/{c}/{d}/m", path)).containsEntry("c", "a");
  }

  @Test
  void redirect_anyPath_endsAtAPathThatIsClean() {
    var random = new Random(41);
    List<String> parts = List.of("a", "b c", "..", ".", "", "%2e", "%2F", "ä", "%25", "x?y");
    for (int i = 0; i < 5_000; i++) {
      var raw = new StringBuilder();
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        raw.append('/').append(parts.get(random.nextInt(parts.size())));
      }
      RequestPath.parse(raw.toString())
          .redirect()
          .ifPresent(target ->
              assertThat(RequestPath.parse(target).redirect()).as(raw.toString()).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a=1, a, 1", "a=1&a=2, a, 1", "a=b+c, a, b c", "a=b%2Bc, a, b+c", "%61=x, a, x",
    "a=b=c, a, b=c", "a, a, ''", "b=1, a, ''", "a=%zz, a, ''", "a=%zz&a=2, a, 2"
  })
  void query_pairs_areReadAsGoDoes(String raw, String key, String value) {
    assertThat(QueryString.parse(raw).get(key)).isEqualTo(value);
  }

  @Test
  void query_badlyEncodedPairs_areLeftOutAndTold() {
    QueryString query = QueryString.parse("&b=1&a=%zz&&%=x&b=2");
    assertThat(query.keys()).containsExactly("b");
    assertThat(query.all("b")).containsExactly("1", "2");
    assertThat(query.leftOut()).containsExactly("a=%zz", "%=x");
    assertThat(QueryString.parse("").keys()).isEmpty();
  }

  @Test
  void query_key_isThereEvenWithoutValue() {
    assertThat(QueryString.parse("verbose").has("verbose")).isTrue();
    assertThat(QueryString.parse("").has("verbose")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, false",
    "*/*, true, false",
    "text/html, false, true",
    "'text/html,application/json', true, true",
    "'application/json,text/html', true, false",
    "application/*;q=0.5, true, false",
    "application/jsonp, false, false"
  })
  void accept_header_isRead(String accept, boolean json, boolean html) {
    assertThat(AcceptHeader.takesJson(accept)).isEqualTo(json);
    assertThat(AcceptHeader.prefersHtml(accept)).isEqualTo(html);
  }

  @Test
  void parameter_notInThePattern_isABugOfTheRoute() {
    var request = new Request(Map.of(), QueryString.parse(""), "");
    assertThatThrownBy(() -> request.parameter("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{x}");
  }
}
