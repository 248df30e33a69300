package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.sources.kubelet.ScrapeOutcome.Skipped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says who is scraped when and where in a round, and keeps what is known of each node from round to
 * round. Not thread-safe; used by the tick thread.
 */
final class RoundPlan {
  private final KubeletConfig config;
  private final ScrapeRules rules;
  private final Supplier<Optional<String>> token;
  private final Lanes lanes;
  private final ScrapeLedger ledger;
  private final Map<String, Planned> known = new HashMap<>();
  private boolean begun;

  private record Planned(KubeletNode node, NodePhase phase) {}

  RoundPlan(
      KubeletConfig config,
      ScrapeRules rules,
      KubeletCredentials credentials,
      Lanes lanes,
      ScrapeLedger ledger) {
    this.config = config;
    this.rules = rules;
    this.token = credentials.token();
    this.lanes = lanes;
    this.ledger = ledger;
  }

  /** The nodes of a round by lane, in order of their beginning; completes those not asked. */
  List<List<Assignment>> assignments(ScrapeRound round, List<NodeInfo> nodes) {
    forgetOthers(nodes);
    String bearer = token.get().orElse(null);
    // The first tick begins at once: whoever started the daemon is waiting for values.
    long spread = begun ? NodePhase.spread(nodes.size(), rules.resolution()).toNanos() : 0;
    begun = true;
    var byLane = new ArrayList<List<Assignment>>();
    for (int lane = 0; lane < lanes.size(); lane++) {
      byLane.add(new ArrayList<>());
    }
    for (int number = 0; number < nodes.size(); number++) {
      NodeInfo node = nodes.get(number);
      KubeletTarget target = target(round, number, node);
      if (target != null) {
        Planned planned = known.computeIfAbsent(node.name(), RoundPlan::plan);
        byLane
            .get(lanes.laneOf(planned.phase()))
            .add(order(round, number, planned, target, spread, bearer));
      }
    }
    byLane.forEach(orders -> orders.sort(Comparator.comparingLong(Assignment::beginNanos)));
    return byLane;
  }

  private Assignment order(
      ScrapeRound round,
      int number,
      Planned planned,
      KubeletTarget target,
      long spreadNanos,
      @Nullable String bearer) {
    KubeletNode node = planned.node();
    long beginNanos = round.tick().begunNanos() + planned.phase().offsetNanos(spreadNanos);
    boolean suspect = ledger.isFailing(node.name());
    return new Assignment(round, number, node, target, beginNanos, suspect, bearer);
  }

  private @Nullable KubeletTarget target(ScrapeRound round, int number, NodeInfo node) {
    if (!node.ready() && (config.skipNotReady() || rules.heapsterCompat())) {
      round.complete(number, new Skipped("the node is not Ready"));
      return null;
    }
    Optional<KubeletTarget> target = KubeletTarget.of(node, config);
    if (target.isEmpty()) {
      String reason = "no usable address among " + node.addresses();
      round.complete(number, new Skipped(reason));
    }
    return target.orElse(null);
  }

  private static Planned plan(String name) {
    return new Planned(new KubeletNode(name), NodePhase.of(name));
  }

  private void forgetOthers(List<NodeInfo> nodes) {
    Set<String> present = HashSet.newHashSet(nodes.size());
    nodes.forEach(node -> present.add(node.name()));
    known.keySet().retainAll(present);
  }
}
