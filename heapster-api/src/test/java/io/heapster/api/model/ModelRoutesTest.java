package io.heapster.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.http.QueryString;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.core.time.TimeSource;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelRoutesTest {

  private static Route.Work podListOf(int pods) {
    var routes = new ModelRoutes(new KeptValues(null), ApiCompat.DEFAULT, TimeSource.system());
    Route podList =
        routes.routes().stream()
            .filter(route -> route.pattern().text().contains("{pod-list}"))
            .findFirst()
            .orElseThrow();
    String names = String.join(",", Collections.nCopies(pods, "web"));
    return podList.work().apply(new Request(Map.of("pod-list", names), QueryString.parse(""), ""));
  }

  @Test
  void podList_manyNames_areNotAnsweredOnTheEventLoop() {
    assertThat(podListOf(1)).isEqualTo(Route.Work.LOOKUP);
    assertThat(podListOf(50)).isEqualTo(Route.Work.LOOKUP);
    assertThat(podListOf(51)).isEqualTo(Route.Work.SCAN);
  }
}
