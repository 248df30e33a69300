package io.heapster.sources.simulated.world;

import io.heapster.sources.simulated.world.Scramble.Topic;
import io.heapster.sources.simulated.world.Workload.Container;
import io.heapster.sources.simulated.world.Workload.Controller;
import java.util.ArrayList;
import java.util.List;

/**
 * The workloads of a shape: up to three daemon sets of {@code kube-system} on every node, and
 * deployments of about ten replicas in the other namespaces. Immutable.
 */
final class Workloads {
  private static final List<String> NAMESPACES =
      List.of("shop", "billing", "search", "media", "identity", "analytics", "chat", "maps");
  private static final List<String> DEPLOYMENTS =
      List.of(
          "web", "api", "worker", "cache", "checkout", "indexer", "mailer", "ledger", "gateway");
  private static final List<String> TIERS = List.of("frontend", "backend", "data");
  private static final List<String> DAEMON_SETS =
      List.of("kube-proxy", "network-agent", "node-exporter");
  private static final List<String> SIDECARS = List.of("app", "sidecar", "metrics", "logs");
  private static final String LETTERS = "456789bcdfghjklmnpqrstvwxz";
  private static final int REPLICAS = 10;
  private static final int MOST_DEPLOYMENTS = 5_000;

  private final ClusterShape shape;
  private final List<String> namespaces;
  private final List<Workload> daemonSets;
  private final List<Workload> deployments;

  Workloads(ClusterShape shape) {
    this.shape = shape;
    namespaces = namespaces(shape.namespaces());
    daemonSets = daemonSets(Math.min(DAEMON_SETS.size(), shape.podsPerNode() / 2));
    long applicationPods = (long) shape.nodes() * (shape.podsPerNode() - daemonSets.size());
    long wanted = Math.max(shape.namespaces() - 1L, applicationPods / REPLICAS);
    deployments = deployments((int) Math.min(MOST_DEPLOYMENTS, wanted));
  }

  /** {@code kube-system} first. */
  List<String> namespaces() {
    return namespaces;
  }

  /** What runs in a slot of a node. */
  Workload at(int node, int slot) {
    if (slot < daemonSets.size()) {
      return daemonSets.get(slot);
    }
    int applicationSlots = shape.podsPerNode() - daemonSets.size();
    long ordinal = (long) node * applicationSlots + slot - daemonSets.size();
    return deployments.get((int) (ordinal % deployments.size()));
  }

  private static List<String> namespaces(int count) {
    var names = new ArrayList<String>(count);
    names.add("kube-system");
    for (int i = 0; i < count - 1; i++) {
      names.add(i < NAMESPACES.size() ? NAMESPACES.get(i) : "team-%03d".formatted(i));
    }
    return List.copyOf(names);
  }

  private List<Workload> daemonSets(int count) {
    var made = new ArrayList<Workload>(count);
    for (int i = 0; i < count; i++) {
      String name = DAEMON_SETS.get(i);
      long bits = Scramble.bits(shape.seed(), Topic.WORKLOAD, -1, i);
      made.add(
          new Workload(
              Controller.DAEMON_SET,
              namespaces.getFirst(),
              name,
              "system",
              letters(10, bits),
              !name.equals("network-agent"),
              containers(name, -1 - i)));
    }
    return List.copyOf(made);
  }

  private List<Workload> deployments(int count) {
    var made = new ArrayList<Workload>(count);
    for (int i = 0; i < count; i++) {
      int round = i / (namespaces.size() - 1);
      String namespace = namespaces.get(1 + i % (namespaces.size() - 1));
      String word = DEPLOYMENTS.get(round % DEPLOYMENTS.size());
      String name = round < DEPLOYMENTS.size() ? word : word + "-" + round / DEPLOYMENTS.size();
      long bits = Scramble.bits(shape.seed(), Topic.WORKLOAD, 0, i);
      made.add(
          new Workload(
              Controller.DEPLOYMENT,
              namespace,
              name,
              TIERS.get(round % TIERS.size()),
              letters(10, bits),
              false,
              containers(name, i)));
    }
    return List.copyOf(made);
  }

  private List<Container> containers(String workload, int number) {
    var made = new ArrayList<Container>(shape.containersPerPod());
    for (int i = 0; i < shape.containersPerPod(); i++) {
      String name = i < SIDECARS.size() ? SIDECARS.get(i) : "extra-" + i;
      String repository = i == 0 ? workload : name;
      long bits = Scramble.bits(shape.seed(), Topic.RESOURCES, number, i);
      made.add(
          new Container(
              name,
              "registry.simulated/%s:1.%d".formatted(repository, Scramble.below(20, bits >>> 40)),
              Resources.from(bits)));
    }
    return List.copyOf(made);
  }

  private static String letters(int count, long bits) {
    var text = new StringBuilder(count);
    long rest = bits;
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(Scramble.below(LETTERS.length(), rest)));
      rest = Long.divideUnsigned(rest, LETTERS.length());
    }
    return text.toString();
  }
}
