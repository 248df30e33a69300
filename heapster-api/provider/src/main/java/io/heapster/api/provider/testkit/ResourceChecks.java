package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.Rules.NOTHING;
import static io.heapster.api.provider.testkit.Rules.NO_NAME;
import static io.heapster.api.provider.testkit.Rules.require;
import static io.heapster.api.provider.testkit.Rules.requireDistinct;
import static io.heapster.api.provider.testkit.Rules.requireTime;

import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.NodeMetrics;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.PodMetrics;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The rules of CPU and memory. */
record ResourceChecks(ResourceMetricsProvider provider, ResourceExample example) {
  private static final LabelSelector EVERYTHING = LabelSelector.EVERYTHING;
  private static final Comparator<ObjectName> BY_NAMESPACE_AND_NAME =
      Comparator.comparing(ObjectName::namespace).thenComparing(ObjectName::name);

  List<ContractCheck> all() {
    return List.of(
        new ContractCheck("nodes come each once, ordered by name", this::nodesInOrder),
        new ContractCheck("nodes can be asked for one by one", this::oneNode),
        new ContractCheck("an unknown node is not found", this::unknownNode),
        new ContractCheck("labels of nodes are obeyed", this::nodeLabels),
        new ContractCheck("nodes waits for nothing", nodes(EVERYTHING)::fromMemory),
        new ContractCheck("nodes cannot be removed by their reader", nodes(EVERYTHING)::guarded),
        new ContractCheck("pods come each once, ordered by namespace and name", this::podsInOrder),
        new ContractCheck("pods can be asked for one by one", this::onePod),
        new ContractCheck("an unknown pod is not found", this::unknownPod),
        new ContractCheck("namespaces are kept apart", this::namespaces),
        new ContractCheck("labels of pods are obeyed", this::podLabels),
        new ContractCheck("pods waits for nothing", pods("", EVERYTHING)::fromMemory),
        new ContractCheck("pods cannot be removed by their reader", pods("", EVERYTHING)::guarded),
        new ContractCheck("all may be asked for by many at once", this::shared));
  }

  private Trial trial() {
    return new Trial(example.patience());
  }

  private Listing<NodeMetrics> nodes(LabelSelector labels) {
    return new Listing<>(
        trial(),
        "nodes({" + labels + "})",
        () -> provider.nodes(labels),
        node -> ObjectName.clusterScoped(node.name()));
  }

  private Listing<PodMetrics> pods(String namespace, LabelSelector labels) {
    return new Listing<>(
        trial(),
        "pods(\"" + namespace + "\", {" + labels + "})",
        () -> provider.pods(namespace, labels),
        PodMetrics::name);
  }

  private void nodesInOrder() {
    nodes(EVERYTHING).requireOrder(BY_NAMESPACE_AND_NAME);
    nodes(EVERYTHING).requireHolds(ObjectName.clusterScoped(example.node()));
    nodes(EVERYTHING).items().forEach(this::requireSound);
  }

  private void requireSound(NodeMetrics node) {
    String what = "node " + node.name();
    requireTime(what, node.timestamp(), node.window(), example.clock());
    require(node.window() != null, what + " has no window");
    require(node.labels() != null, what + " has null for labels");
    requireSound(what, node.usage());
  }

  private void requireSound(PodMetrics pod) {
    String what = "pod " + pod.name();
    requireTime(what, pod.timestamp(), pod.window(), example.clock());
    require(pod.window() != null, what + " has no window");
    require(pod.labels() != null, what + " has null for labels");
    require(!pod.name().namespace().isEmpty(), what + " has no namespace");
    require(!pod.containers().isEmpty(), what + " has no container");
    requireDistinct(what, pod.containers().stream().map(ContainerUsage::name).toList());
    for (ContainerUsage container : pod.containers()) {
      require(!container.name().isBlank(), what + " has a container without a name");
      requireSound(what, container);
    }
  }

  private static void requireSound(String what, ContainerUsage usage) {
    require(
        usage.cpuNanocores() >= 0 && usage.memoryBytes() >= 0,
        what + " uses less than nothing: " + usage);
    require(
        usage.swapBytes() >= ContainerUsage.ABSENT,
        what + " swaps less than nothing: " + usage.swapBytes());
  }

  private void oneNode() {
    for (ObjectName name : nodes(EVERYTHING).names()) {
      NodeMetrics node =
          trial().answer("node(" + name.name() + ")", () -> provider.node(name.name()));
      requireSound(node);
      require(node.name().equals(name.name()), "node(" + name.name() + ") answers " + node.name());
    }
  }

  private void unknownNode() {
    trial().requireNotFound("node(" + NO_NAME + ")", () -> provider.node(NO_NAME));
  }

  private void nodeLabels() {
    List<NodeMetrics> all = nodes(EVERYTHING).items();
    for (LabelSelector selector : selectors(all.stream().map(NodeMetrics::labels).toList())) {
      nodes(selector)
          .requireNames(
              all.stream()
                  .filter(node -> selector.matches(node.labels()))
                  .map(node -> ObjectName.clusterScoped(node.name()))
                  .toList());
    }
  }

  /** One for every label that there is, and one that selects nothing. */
  private static List<LabelSelector> selectors(List<Map<String, String>> labels) {
    var distinct = new LinkedHashSet<Map.Entry<String, String>>();
    labels.forEach(each -> distinct.addAll(each.entrySet()));
    var selectors =
        new ArrayList<LabelSelector>(
            distinct.stream()
                .map(label -> LabelSelector.of(Map.of(label.getKey(), label.getValue())))
                .toList());
    selectors.add(NOTHING);
    selectors.add(Rules.NO_RESTRICTION);
    return selectors;
  }

  private void podsInOrder() {
    pods("", EVERYTHING).requireOrder(BY_NAMESPACE_AND_NAME);
    pods("", EVERYTHING).requireHolds(example.pod());
    pods("", EVERYTHING).items().forEach(this::requireSound);
  }

  private void onePod() {
    for (ObjectName name : pods("", EVERYTHING).names()) {
      PodMetrics pod = trial().answer("pod(" + name + ")", () -> provider.pod(name));
      requireSound(pod);
      require(pod.name().equals(name), "pod(" + name + ") answers " + pod.name());
    }
  }

  private void unknownPod() {
    requireNoPod(new ObjectName(example.pod().namespace(), NO_NAME));
    requireNoPod(new ObjectName(NO_NAME, example.pod().name()));
  }

  private void requireNoPod(ObjectName name) {
    trial().requireNotFound("pod(" + name + ")", () -> provider.pod(name));
  }

  private void namespaces() {
    List<ObjectName> all = pods("", EVERYTHING).names();
    var namespaces = new TreeSet<>(all.stream().map(ObjectName::namespace).toList());
    namespaces.add(NO_NAME);
    for (String namespace : namespaces) {
      pods(namespace, EVERYTHING)
          .requireNames(all.stream().filter(pod -> pod.namespace().equals(namespace)).toList());
    }
  }

  private void podLabels() {
    List<PodMetrics> all = pods("", EVERYTHING).items();
    for (LabelSelector selector : selectors(all.stream().map(PodMetrics::labels).toList())) {
      pods("", selector)
          .requireNames(
              all.stream()
                  .filter(pod -> selector.matches(pod.labels()))
                  .map(PodMetrics::name)
                  .toList());
    }
  }

  private void shared() {
    List<ObjectName> nodes = nodes(EVERYTHING).names();
    List<ObjectName> pods = pods("", EVERYTHING).names();
    trial()
        .together(
            "the provider",
            () -> {
              nodes(EVERYTHING).requireNames(nodes);
              pods("", EVERYTHING).requireNames(pods);
            });
  }
}
