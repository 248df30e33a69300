package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.builtin.ModelCustomMetrics;
import io.heapster.api.builtin.ModelExternalMetrics;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.SelectorException;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model as custom and external metrics. */
final class BuiltinMetricsTest {
  private static final Instant TICK = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant SAMPLED = TICK.minusSeconds(7);
  private static final Duration RESOLUTION = Duration.ofMinutes(1);
  private static final GroupResource PODS = GroupResource.core("pods");
  private static final GroupResource NODES = GroupResource.core("nodes");
  private static final ObjectName WEB = new ObjectName("shop", "web-1");

  private final ListStore store = new ListStore();
  private final ManualTime time = new ManualTime(TICK.plusSeconds(5));
  private final ListInventory inventory =
      new ListInventory()
          .node("n1", Map.of("zone", "a"))
          .node("n2", Map.of("zone", "b"))
          .namespace("shop", Map.of("team", "blue"))
          .namespace("bank", Map.of("team", "red"))
          .pod("shop", "web-1", Map.of("app", "web"), "app", "proxy")
          .pod("shop", "web-2", Map.of("app", "web"), "app")
          .pod("shop", "db-1", Map.of("app", "db"), "db")
          .pod("bank", "web-1", Map.of("app", "web"), "app");
  private final ModelCustomMetrics custom =
      new ModelCustomMetrics(store, inventory, time, RESOLUTION);
  private final ModelExternalMetrics external = new ModelExternalMetrics(store, time, RESOLUTION);

  @BeforeEach
  void fill() {
    var draft = new BatchDraft(TICK);
    var web = new EntityKey.Pod("shop", "web-1");
    draft.add(EntityKey.Cluster.INSTANCE, Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 900);
    draft.add(new EntityKey.Namespace("shop"), Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 400);
    draft.add(new EntityKey.Namespace("bank"), Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 500);
    draft
        .add(new EntityKey.Node("n1"), Map.of())
        .value(PlainMetrics.CPU_USAGE_RATE, 600)
        .value(PlainMetrics.CPU_NODE_UTILIZATION, 0.25)
        .device(Map.of("resource_id", "/"), LabeledMetrics.FILESYSTEM_USAGE, 4096)
        .device(Map.of("resource_id", "data"), LabeledMetrics.FILESYSTEM_USAGE, 8192);
    draft.add(new EntityKey.Node("n2"), Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 300);
    draft
        .add(new EntityKey.SystemContainer(new EntityKey.Node("n1"), "kubelet"), Map.of())
        .value(PlainMetrics.CPU_USAGE_RATE, 40);
    draft
        .add(web, Map.of())
        .sampled(SAMPLED)
        .value(PlainMetrics.CPU_USAGE_RATE, 250)
        .value(PlainMetrics.MEMORY_WORKING_SET, 5 << 20)
        .value(PlainMetrics.NETWORK_RX_RATE, 12.5);
    draft.add(new EntityKey.Pod("shop", "web-2"), Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 100);
    draft.add(new EntityKey.Pod("bank", "web-1"), Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 500);
    draft
        .add(new EntityKey.PodContainer(web, "app"), Map.of())
        .value(PlainMetrics.CPU_USAGE_RATE, 230)
        .value(Metric.custom("qps", MetricKind.GAUGE), 7.5)
        .value(Metric.custom("a/b", MetricKind.GAUGE), 1.0)
        .value(Metric.custom("a_b", MetricKind.GAUGE), 2.0)
        .value(Metric.custom("cpu_usage_rate", MetricKind.GAUGE), 3.0);
    draft
        .add(new EntityKey.PodContainer(web, "proxy"), Map.of())
        .value(PlainMetrics.CPU_USAGE_RATE, 20);
    store.add(draft.build());
  }

  @Test
  void valueOf_cpuOfPod_isInCoresOverTheResolutionAtTheKubeletsTime() {
    MetricValue value = ofWeb("cpu_usage_rate", "");

    assertThat(value.value()).hasToString("250m");
    assertThat(value.timestamp()).isEqualTo(SAMPLED);
    assertThat(value.window()).isEqualTo(RESOLUTION);
    assertThat(value.selector()).isNull();
    assertThat(value.object().kind()).isEqualTo("Pod");
    assertThat(value.object().name()).isEqualTo(WEB);
  }

  @Test
  void valueOf_memoryOfPod_isOfAnInstant() {
    MetricValue value = ofWeb("memory_working_set", "");

    assertThat(value.value()).hasToString("5Mi");
    assertThat(value.window()).isNull();
  }

  @Test
  void valueOf_containerChosenByLabel_isTheContainers() {
    assertThat(ofWeb("cpu_usage_rate", "container=proxy").value()).hasToString("20m");
    assertThat(ofWeb("cpu_usage_rate", "container in (app)").value()).hasToString("230m");
  }

  @Test
  void valueOf_labelsThatFitSeveralContainers_areRefusedWithAdvice() {
    assertThatThrownBy(() -> ofWeb("cpu_usage_rate", "container"))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_REQUEST))
        .hasMessageContaining("has 2 values; choose one with metricLabelSelector");
  }

  @Test
  void valueOf_userDefinedMetrics_loseTheirPrefixAndShareNoName() {
    assertThat(ofWeb("qps", "container=app").value()).hasToString("7500m");
    assertThat(ofWeb("a_b", "container=app").value()).hasToString("2");
    assertThat(ofWeb("custom__a__b", "container=app").value()).hasToString("1");
    assertThat(ofWeb("custom_cpu_usage_rate", "container=app").value()).hasToString("3");
  }

  @Test
  void valueOf_deviceOfNode_isChosenByItsLabel() {
    var usage = new CustomMetricInfo(NODES, false, "filesystem_usage");
    ObjectName node = ObjectName.clusterScoped("n1");

    assertThat(custom.valueOf(node, usage, parse("resource_id=data")).value()).hasToString("8Ki");
    assertThatThrownBy(() -> custom.valueOf(node, usage, LabelSelector.EVERYTHING))
        .hasMessageContaining("has 2 values");
  }

  @Test
  void valueOf_systemContainerOfNode_isChosenByLabel() {
    var info = new CustomMetricInfo(NODES, false, "cpu_usage_rate");

    assertThat(
            custom
                .valueOf(ObjectName.clusterScoped("n1"), info, parse("container=kubelet"))
                .value())
        .hasToString("40m");
  }

  @Test
  void valuesOf_selector_picksPodsOfTheNamespaceThatHaveValues() {
    var info = new CustomMetricInfo(PODS, true, "cpu_usage_rate");

    assertThat(custom.valuesOf("shop", parse("app=web"), info, LabelSelector.EVERYTHING))
        .extracting(value -> value.object().name().name() + " " + value.value())
        .containsExactly("web-1 250m", "web-2 100m");
    assertThat(custom.valuesOf("shop", parse("app=db"), info, LabelSelector.EVERYTHING)).isEmpty();
  }

  @Test
  void valuesOf_nodesAndNamespaces_goByTheirLabels() {
    var ofNodes = new CustomMetricInfo(NODES, false, "cpu_usage_rate");
    var ofNamespaces =
        new CustomMetricInfo(GroupResource.core("namespaces"), false, "cpu_usage_rate");

    assertThat(custom.valuesOf("", parse("zone=b"), ofNodes, LabelSelector.EVERYTHING))
        .singleElement()
        .satisfies(value -> assertThat(value.value()).hasToString("300m"));
    assertThat(custom.valuesOf("", parse("team=red"), ofNamespaces, LabelSelector.EVERYTHING))
        .singleElement()
        .satisfies(value -> assertThat(value.object().name().name()).isEqualTo("bank"));
  }

  @Test
  void valueOf_whatIsNotThere_namesIt() {
    assertThatThrownBy(() -> ofWeb("no_such", ""))
        .hasMessage("the server could not find the metric no_such for pods");
    assertThatThrownBy(() -> ofWeb("memory_rss", ""))
        .hasMessage("the server could not find the metric memory_rss for pods web-1");
    var ofServices = new CustomMetricInfo(GroupResource.core("services"), true, "cpu_usage_rate");
    assertThatThrownBy(() -> custom.valueOf(WEB, ofServices, LabelSelector.EVERYTHING))
        .hasMessage("the server could not find the metric cpu_usage_rate for services");
  }

  @Test
  void valueOf_kindAskedForInTheWrongScope_isNotThere() {
    for (String resource : List.of("nodes", "namespaces")) {
      var info = new CustomMetricInfo(GroupResource.core(resource), true, "cpu_usage_rate");
      for (String name : List.of("n1", "bank")) {
        assertThatThrownBy(
                () -> custom.valueOf(new ObjectName("shop", name), info, LabelSelector.EVERYTHING))
            .hasMessage("the server could not find the metric cpu_usage_rate for " + resource);
      }
      assertThatThrownBy(() ->
              custom.valuesOf("shop", LabelSelector.EVERYTHING, info, LabelSelector.EVERYTHING))
          .hasMessage("the server could not find the metric cpu_usage_rate for " + resource);
    }
    var pods = new CustomMetricInfo(PODS, false, "cpu_usage_rate");
    assertThatThrownBy(() -> custom.valueOf(WEB, pods, LabelSelector.EVERYTHING))
        .hasMessage("the server could not find the metric cpu_usage_rate for pods");
  }

  @Test
  void valueOf_afterThreeResolutionsWithoutATick_isUnavailable() {
    time.set(TICK.plus(RESOLUTION.multipliedBy(3)));
    assertThat(ofWeb("cpu_usage_rate", "").value()).hasToString("250m");

    time.set(TICK.plus(RESOLUTION.multipliedBy(3)).plusSeconds(1));
    assertThatThrownBy(() -> ofWeb("cpu_usage_rate", ""))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessageContaining("2026-03-01T10:00:00Z");
    assertThat(custom.customMetrics()).isNotEmpty();
  }

  @Test
  void customMetrics_beforeTheFirstTick_areTheStandardOnes() {
    var early = new ModelCustomMetrics(new ListStore(), new ListInventory(), time, RESOLUTION);

    assertThat(early.customMetrics())
        .contains(
            new CustomMetricInfo(PODS, true, "network_rx_rate"),
            new CustomMetricInfo(NODES, false, "cpu_node_utilization"))
        .doesNotContain(new CustomMetricInfo(PODS, true, "cpu_node_utilization"));
    assertThat(custom.customMetrics())
        .containsAll(early.customMetrics())
        .contains(new CustomMetricInfo(PODS, true, "qps"));
  }

  @Test
  void externalValues_aggregates_areOfTheClusterEachNodeAndTheAskingNamespace() {
    assertThat(external("shop", "cluster_cpu_usage_rate", "")).containsExactly("{} 900m");
    assertThat(external("shop", "namespace_cpu_usage_rate", "")).containsExactly("{} 400m");
    assertThat(external("shop", "node_cpu_usage_rate", ""))
        .containsExactly("{node=n1} 600m", "{node=n2} 300m");
    assertThat(external("shop", "node_cpu_usage_rate", "node=n2"))
        .containsExactly("{node=n2} 300m");
    assertThat(external("nowhere", "namespace_cpu_usage_rate", "")).isEmpty();
    assertThatThrownBy(() -> external("shop", "cpu_usage_rate", ""))
        .hasMessageContaining("could not find the metric cpu_usage_rate");
  }

  @Test
  void externalMetrics_listed_canAllBeAsked() {
    List<ExternalMetricInfo> listed = List.copyOf(external.externalMetrics());

    assertThat(listed).contains(new ExternalMetricInfo("cluster_memory_usage"));
    for (ExternalMetricInfo info : listed) {
      assertThat(external.values("shop", info, LabelSelector.EVERYTHING)).isNotNull();
    }
  }

  private MetricValue ofWeb(String metric, String labels) {
    return custom.valueOf(WEB, new CustomMetricInfo(PODS, true, metric), parse(labels));
  }

  private List<String> external(String namespace, String metric, String labels) {
    return external.values(namespace, new ExternalMetricInfo(metric), parse(labels)).stream()
        .map((ExternalMetricValue value) -> value.labels() + " " + value.value())
        .toList();
  }

  private static LabelSelector parse(String text) {
    try {
      return LabelSelector.parse(text);
    } catch (SelectorException e) {
      throw new AssertionError(e);
    }
  }
}
