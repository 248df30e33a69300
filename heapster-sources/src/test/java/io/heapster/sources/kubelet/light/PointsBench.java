package io.heapster.sources.kubelet.light;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeAnswer;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodAnswer;
import io.heapster.core.usage.PodUsage;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import java.time.Duration;

/** One node's points, answers written by a test, and a clock that the test moves. */
final class PointsBench {
  static final EntityKey.Pod POD = new EntityKey.Pod("ns", "p");
  static final long SECOND = 1_000_000_000;
  static final long MIB = 1 << 20;

  /** When answers without times were asked for. */
  static final long ASKED = 7_000 * SECOND;

  private final LightSettings settings;
  private final NodePoints points;
  private final NodeNames names = new NodeNames();
  private final Readings readings = new Readings();
  private long now = 5 * SECOND;

  PointsBench(Duration resolution) {
    settings = LightSettings.of(resolution);
    points = new NodePoints("n1", settings);
  }

  LightSettings settings() {
    return settings;
  }

  NodePoints points() {
    return points;
  }

  /** Takes an answer at once. */
  void take(Exposition text) throws MalformedAnswerException {
    byte[] body = text.bytes();
    readings.read(body, body.length, names, ASKED);
    points.commit(readings, now);
  }

  void pass(Duration time) {
    now += time.toNanos();
  }

  long now() {
    return now;
  }

  NodeAnswer node() {
    return points.node(now);
  }

  PodAnswer pod() {
    return points.pod(POD, now);
  }

  NodeUsage servedNode() {
    return (NodeUsage) node();
  }

  PodUsage servedPod() {
    return (PodUsage) pod();
  }

  NoUsage absentPod() {
    return (NoUsage) pod();
  }

  NoUsage absentNode() {
    return (NoUsage) node();
  }
}
