package io.heapster.sources.kubelet;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All event loops that kubelet connections live on, and which one is whose.
 *
 * @param token to ask with; may change from call to call
 */
public record KubeletLoops(List<KubeletLoop> all, Supplier<Optional<String>> token) {

  public KubeletLoops {
    all = List.copyOf(all);
  }

  /** Place in {@link #all} of the loop that a node's connections live on. */
  public int indexOf(String node) {
    return NodePhase.of(node).share(all.size());
  }

  /**
   * Where in an interval a node is asked: at the same place always, by its name, and evenly spread
   * over many nodes.
   */
  public static long phaseNanos(String node, long intervalNanos) {
    return NodePhase.of(node).offsetNanos(intervalNanos);
  }
}
