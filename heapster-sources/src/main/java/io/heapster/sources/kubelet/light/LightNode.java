package io.heapster.sources.kubelet.light;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeAnswer;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodAnswer;
import io.heapster.core.usage.PodUsage;
import org.jspecify.annotations.Nullable;

/**
 * What readers get of one node: its points, and how its last scrape went. Written by the node's
 * event loop, read by anybody.
 */
final class LightNode {
  private final NodePoints points;
  private volatile Health health;

  /**
   * How the last scrape went.
   *
   * @param outcome as in {@code /metrics}; null when it went well
   * @param absence the answer where there are no values for that; null when it went well
   */
  record Health(@Nullable String outcome, @Nullable NoUsage absence) {
    private static final Health GOOD = new Health(null, null);

    static Health notAsked(String node) {
      String detail = "node " + node + ": its kubelet has not answered yet";
      return new Health(null, new NoUsage(NoUsage.Cause.NOT_ASKED_YET, detail));
    }

    /** Whether the node's values are to be had from the full lane only. */
    boolean isFullLane() {
      return absence != null && absence.cause() == NoUsage.Cause.FULL_LANE;
    }
  }

  LightNode(String name, LightSettings settings) {
    this.points = new NodePoints(name, settings);
    this.health = Health.notAsked(name);
  }

  NodePoints points() {
    return points;
  }

  Health health() {
    return health;
  }

  void good() {
    health = Health.GOOD;
  }

  void health(Health last) {
    health = last;
  }

  NodeAnswer node(long now) {
    NodeAnswer answer = points.node(now);
    NoUsage absence = health.absence();
    return answer instanceof NodeUsage || absence == null ? answer : absence;
  }

  PodAnswer pod(EntityKey.Pod key, long now) {
    PodAnswer answer = points.pod(key, now);
    NoUsage absence = health.absence();
    return answer instanceof PodUsage || absence == null ? answer : absence;
  }
}
