package io.heapster.api.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterObjectsTest {
  private static final KindOfObjects DEPLOYMENTS =
      new KindOfObjects(
          new GroupResource("deployments", "apps"), "deployment", "Deployment", "v1", true);
  private static final CustomMetricInfo ASKED =
      new CustomMetricInfo(GroupResource.core("deployment"), false, "rate");
  private static final CustomMetricInfo UNKNOWN =
      new CustomMetricInfo(GroupResource.parse("widgets.example.com"), true, "rate");
  private static final ObjectName WEB = new ObjectName("shop", "web");

  private final List<String> asked = new ArrayList<>();
  private final ClusterObjects cluster =
      new ClusterObjects(
          resource ->
              resource.resource().startsWith("deployment")
                  ? Optional.of(DEPLOYMENTS)
                  : Optional.empty(),
          (kind, namespace, selector) -> {
            asked.add(kind.resource() + " " + namespace + " " + selector);
            return List.of(WEB);
          });

  @Test
  void normalised_singularWithoutGroup_isPluralWithItsGroup() {
    assertThat(cluster.normalised(ASKED).orElseThrow().path()).isEqualTo("deployments.apps/rate");
    assertThat(cluster.normalised(ASKED).orElseThrow().namespaced()).isTrue();
    assertThat(cluster.normalised(UNKNOWN)).isEmpty();
  }

  @Test
  void select_selector_isListedByKindAndReferred() throws Exception {
    assertThat(cluster.select(ASKED, "shop", LabelSelector.parse("app=web")))
        .containsExactly(new ObjectReference("Deployment", WEB, "apps/v1"))
        .containsExactly(cluster.reference(ASKED, WEB));
    assertThat(asked).containsExactly("deployments.apps shop app=web");
  }

  @Test
  void select_unknownKind_isNotFoundInKubernetesWords() {
    assertThatThrownBy(() -> cluster.select(UNKNOWN, "shop", LabelSelector.EVERYTHING))
        .isInstanceOfSatisfying(
            MetricsException.class,
            e -> assertThat(e.reason()).isEqualTo(MetricsException.Reason.NOT_FOUND))
        .hasMessage("the server could not find the metric rate for widgets.example.com");
    assertThatThrownBy(() -> cluster.reference(UNKNOWN, WEB)).isInstanceOf(MetricsException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void metricNotFound_objectAndLabels_areNamed() throws Exception {
    assertThat(MetricsException.metricNotFound(UNKNOWN, WEB))
        .hasMessage("the server could not find the metric rate for widgets.example.com web");
    assertThat(
            MetricsException.metricNotFound(UNKNOWN, WEB, LabelSelector.parse("b in (d,c),a==1")))
        .hasMessage(
            "the server could not find the metric rate for widgets.example.com web with selector"
                + " a=1,b in (c,d)");
  }

  @Test
  void placeholders_paths_areThoseOfOtherAdapters() {
    assertThat(CustomMetricInfo.PLACEHOLDER.path()).isEqualTo("/custommetrics");
    assertThat(ExternalMetricInfo.PLACEHOLDER.metric()).isEqualTo("externalmetrics");
  }
}
