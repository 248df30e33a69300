package io.heapster.api.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.NodeMetrics;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.PodMetrics;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ResourceContractTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final NodeMetrics N1 = node("n1", "a", NOON, 5);
  private static final NodeMetrics N2 = node("n2", "b", NOON, 0);
  private static final List<NodeMetrics> NODES = List.of(N1, N2);
  private static final PodMetrics BANK = pod("bank", "web-1", "web", "app", "proxy");
  private static final PodMetrics DB = pod("shop", "db-1", "db", "app");
  private static final PodMetrics WEB = pod("shop", "web-1", "web", "app");
  private static final List<PodMetrics> PODS = List.of(BANK, DB, WEB);
  private static final Parts GOOD =
      new Parts(Parts::goodNodes, Parts::goodNode, Parts::goodPods, Parts::goodPod);

  private static NodeMetrics node(String name, String zone, Instant timestamp, long cpu) {
    return new NodeMetrics(
        name, Map.of("zone", zone, "os", "linux"), timestamp, WINDOW, usage("", cpu));
  }

  private static PodMetrics pod(String namespace, String name, String app, String... containers) {
    return new PodMetrics(
        new ObjectName(namespace, name),
        Map.of("app", app),
        NOON,
        WINDOW,
        Stream.of(containers).map(container -> usage(container, 7)).toList());
  }

  private static ContainerUsage usage(String name, long cpu) {
    return new ContainerUsage(name, cpu, 4096, ContainerUsage.ABSENT);
  }

  private record Parts(
      Function<LabelSelector, Iterable<NodeMetrics>> nodes,
      Function<String, NodeMetrics> node,
      BiFunction<String, LabelSelector, Iterable<PodMetrics>> pods,
      Function<ObjectName, PodMetrics> pod)
      implements ResourceMetricsProvider {
    @Override
    public Iterable<NodeMetrics> nodes(LabelSelector labels) {
      return nodes.apply(labels);
    }

    @Override
    public NodeMetrics node(String name) {
      return node.apply(name);
    }

    @Override
    public Iterable<PodMetrics> pods(String namespace, LabelSelector labels) {
      return pods.apply(namespace, labels);
    }

    @Override
    public PodMetrics pod(ObjectName name) {
      return pod.apply(name);
    }

    static List<NodeMetrics> goodNodes(LabelSelector labels) {
      return NODES.stream().filter(node -> labels.matches(node.labels())).toList();
    }

    static NodeMetrics goodNode(String name) {
      return NODES.stream()
          .filter(node -> node.name().equals(name))
          .findFirst()
          .orElseThrow(() -> MetricsException.objectNotFound("node", name));
    }

    static List<PodMetrics> goodPods(String namespace, LabelSelector labels) {
      return PODS.stream()
          .filter(pod -> namespace.isEmpty() || pod.name().namespace().equals(namespace))
          .filter(pod -> labels.matches(pod.labels()))
          .toList();
    }

    static PodMetrics goodPod(ObjectName name) {
      return PODS.stream()
          .filter(pod -> pod.name().equals(name))
          .findFirst()
          .orElseThrow(() -> MetricsException.objectNotFound("pods", name.name()));
    }
  }

  private static List<ContractCheck> checks(ResourceMetricsProvider provider, Duration patience) {
    return ProviderContract.resource(
        provider,
        ResourceExample.of("n1", WEB.name(), InstantSource.fixed(NOON)).withPatience(patience));
  }

  @Test
  void resource_providerThatKeepsTheContract_passes() {
    assertThat(BrokenProviders.failing(checks(GOOD, BrokenProviders.LONG))).isEmpty();
  }

  static Stream<Arguments> brokenNodes() {
    String inOrder = "nodes come each once, ordered by name";
    var kept = new ArrayList<>(NODES);
    return Stream.of(
        nodes("null", inOrder, labels -> null),
        nodes("null in it", inOrder, labels -> Arrays.asList(N1, null)),
        nodes("unsorted", inOrder, labels -> List.of(N2, N1)),
        nodes("one twice", inOrder, labels -> List.of(N1, N1, N2)),
        nodes("the example is missing", inOrder, labels -> List.of(N2)),
        nodes("in the future", inOrder, labels -> List.of(node("n1", "a", NOON.plusMillis(1), 1))),
        nodes("below zero", inOrder, labels -> List.of(node("n1", "a", NOON, -1))),
        nodes("labels ignored", "labels of nodes are obeyed", labels -> NODES),
        nodes("always none", inOrder, labels -> List.of()),
        nodes(
            "waits",
            "nodes waits for nothing",
            labels -> {
              if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted");
              }
              return Parts.goodNodes(labels);
            }),
        nodes("the provider's own", "nodes cannot be removed by their reader", labels -> kept),
        Arguments.of(
            "null for an unknown node",
            "an unknown node is not found",
            new Parts(GOOD.nodes(), name -> null, GOOD.pods(), GOOD.pod())),
        Arguments.of(
            "another node",
            "nodes can be asked for one by one",
            new Parts(GOOD.nodes(), name -> N1, GOOD.pods(), GOOD.pod())));
  }

  static Stream<Arguments> brokenPods() {
    String inOrder = "pods come each once, ordered by namespace and name";
    var forOneOnly = new BrokenProviders.ForOneOnly(1);
    var kept = new ArrayList<>(PODS);
    return Stream.of(
        pods("unsorted", inOrder, (namespace, labels) -> List.of(WEB, BANK, DB)),
        pods("sorted by name alone", inOrder, (namespace, labels) -> List.of(DB, BANK, WEB)),
        pods("one twice", inOrder, (namespace, labels) -> List.of(BANK, DB, WEB, WEB)),
        pods("no container", inOrder, (namespace, labels) -> List.of(pod("shop", "web-1", "web"))),
        pods(
            "a container twice",
            inOrder,
            (namespace, labels) -> List.of(pod("shop", "web-1", "web", "app", "app"))),
        pods(
            "no namespace",
            inOrder,
            (namespace, labels) -> List.of(pod("", "web-1", "web", "app"), WEB)),
        pods(
            "blocks",
            inOrder,
            (namespace, labels) -> {
              BrokenProviders.block();
              return PODS;
            }),
        pods(
            "namespace ignored",
            "namespaces are kept apart",
            (namespace, labels) -> Parts.goodPods("", labels)),
        pods(
            "labels ignored",
            "labels of pods are obeyed",
            (namespace, labels) -> Parts.goodPods(namespace, LabelSelector.EVERYTHING)),
        pods(
            "the provider's own",
            "pods cannot be removed by their reader",
            (namespace, labels) -> kept),
        pods(
            "for one thread",
            "all may be asked for by many at once",
            (namespace, labels) -> {
              forOneOnly.enter();
              return Parts.goodPods(namespace, labels);
            }),
        Arguments.of(
            "namespace of the pod ignored",
            "an unknown pod is not found",
            new Parts(
                GOOD.nodes(),
                GOOD.node(),
                GOOD.pods(),
                name -> name.name().equals("web-1") ? WEB : Parts.goodPod(name))),
        Arguments.of(
            "wrong exception",
            "an unknown pod is not found",
            new Parts(
                GOOD.nodes(),
                GOOD.node(),
                GOOD.pods(),
                name ->
                    PODS.stream()
                        .filter(pod -> pod.name().equals(name))
                        .findFirst()
                        .orElseThrow())),
        Arguments.of(
            "another pod",
            "pods can be asked for one by one",
            new Parts(GOOD.nodes(), GOOD.node(), GOOD.pods(), name -> WEB)));
  }

  private static Arguments nodes(
      String how, String check, Function<LabelSelector, Iterable<NodeMetrics>> nodes) {
    return Arguments.of(
        "nodes: " + how, check, new Parts(nodes, GOOD.node(), GOOD.pods(), GOOD.pod()));
  }

  private static Arguments pods(
      String how, String check, BiFunction<String, LabelSelector, Iterable<PodMetrics>> pods) {
    return Arguments.of(
        "pods: " + how, check, new Parts(GOOD.nodes(), GOOD.node(), pods, GOOD.pod()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"brokenNodes", "brokenPods"})
  void resource_providerBrokenInOneWay_failsTheCheckOfIt(
      String how, String check, ResourceMetricsProvider provider) {
    assertThat(BrokenProviders.failing(checks(provider, BrokenProviders.SHORT), check))
        .as(how)
        .containsExactly(check);
  }
}
