package io.heapster.api.k8s.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.k8s.groups.golden.GoldenExternalMetrics;
import io.heapster.api.k8s.groups.openapi.ApiInfo;
import org.junit.jupiter.api.Test;

final class MetricsGroupsTest {
  private final MetricsGroups.Builder builder =
      MetricsGroups.builder(new ApiInfo("adapter", "1.0.0"), StoppedTime.GOLDEN)
          .externalMetrics(new GoldenExternalMetrics());

  @Test
  void groups_withoutAProvider_doNotExist() {
    var caller = new Caller(builder.build());
    assertThat(caller.get("/apis").json().get("groups").findValuesAsText("name"))
        .containsExactly("external.metrics.k8s.io");
    assertThat(caller.get("/apis/metrics.k8s.io/v1beta1/nodes").contentType())
        .startsWith("text/plain");
    assertThat(caller.get("/openapi/v3").json().get("paths")).hasSize(1);
  }

  @Test
  void groups_withASecondProvider_areRefused() {
    assertThatThrownBy(() -> builder.externalMetrics(new GoldenExternalMetrics()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("external.metrics.k8s.io has a provider already");
  }
}
