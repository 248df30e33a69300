package io.heapster.api.k8s.groups.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.k8s.groups.Caller;
import io.heapster.api.k8s.groups.MetricsGroups;
import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.groups.StoppedTime;
import io.heapster.api.k8s.groups.openapi.ApiInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded exchange that does not depend on who asks, replayed against the endpoints. */
final class GoldenReplayTest {
  /** Answered by what stands in front of the endpoints. */
  private static final Set<String> OF_THE_SERVER =
      Set.of("forbidden", "unauthorized", "anonymous", "anonymous-readyz", "livez", "readyz");

  private static final MetricsGroups GROUPS =
      GoldenProviders.serve(
              MetricsGroups.builder(new ApiInfo("Heapster", "0.1.0"), StoppedTime.GOLDEN))
          .build();

  static Stream<GoldenExchange> exchanges() {
    return Stream.of("resource-metrics", "custom-metrics", "external-metrics")
        .flatMap(folder -> GoldenExchange.below(folder).stream())
        .filter(exchange -> {
          String file = exchange.name().substring(exchange.name().lastIndexOf('/') + 1);
          return !OF_THE_SERVER.contains(file);
        });
  }

  private static Reply ask(GoldenExchange exchange) {
    var headers = new LinkedHashMap<String, List<String>>();
    exchange.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return new Caller(GROUPS).ask(exchange.method(), exchange.path(), headers);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answer_asRecorded_differsOnPurposeOnly(GoldenExchange exchange) {
    var replay = new GoldenReplay(GoldenReplayTest::ask, GoldenReplay.WANTED);
    assertThat(replay.differences(exchange)).isEmpty();
  }

  @Test
  void deviations_ofAllExchanges_areAllSeen() {
    var replay = new GoldenReplay(GoldenReplayTest::ask, GoldenReplay.WANTED);
    exchanges().forEach(replay::differences);
    assertThat(replay.unused()).isEmpty();
  }

  @Test
  void exchanges_inTheFolders_areMany() {
    assertThat(exchanges()).hasSizeGreaterThan(80);
  }

  @Test
  void comparison_ofAnotherAnswer_tellsEachDifference() {
    GoldenExchange golden = GoldenExchange.named("resource-metrics/node-unknown");
    var other = new Caller(GROUPS).get("/apis/metrics.k8s.io/v1beta1/namespaces/x/pods/nope");
    assertThat(GoldenComparison.differences(golden, other))
        .anyMatch(difference -> difference.startsWith("/message: expected"))
        .anyMatch(difference -> difference.startsWith("/details/kind: expected \"node\""));
    var empty = new Reply(200, "text/plain", Map.of(), new byte[] {'{', '}'});
    assertThat(GoldenComparison.differences(golden, empty))
        .contains("status: expected 404, not 200", "/kind: missing");
  }
}
