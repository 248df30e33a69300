package io.heapster.sources.kubelet.light;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.sources.kubelet.KubeletLoops;
import io.heapster.sources.kubelet.sample.NodeNames;

/**
 * A node as its event loop knows it: when it is due, and what helps with its next answer. Confined
 * to the loop.
 */
final class AskedNode {
  private final LightNode shown;
  private final NodeNames names = new NodeNames();
  private final long phaseNanos;
  private NodeInfo info;
  private long dueNanos;
  private int lastBytes;
  private int quickScrapes;
  private boolean failing;
  private boolean gone;

  AskedNode(NodeInfo info, LightNode shown, LightSettings settings, long dueNanos) {
    this.info = info;
    this.shown = shown;
    this.phaseNanos = KubeletLoops.phaseNanos(info.name(), settings.resolution().toNanos());
    this.dueNanos = dueNanos;
  }

  String name() {
    return info.name();
  }

  NodeInfo info() {
    return info;
  }

  void info(NodeInfo newer) {
    info = newer;
  }

  /** What readers see of it. */
  LightNode shown() {
    return shown;
  }

  NodeNames names() {
    return names;
  }

  /** Elapsed time of the next scrape. */
  long dueNanos() {
    return dueNanos;
  }

  void dueNanos(long elapsed) {
    dueNanos = elapsed;
  }

  /** Makes it due at the node's own place in the interval, the next time that comes. */
  void dueAtPhase(long originNanos, long intervalNanos, long now) {
    long into = Math.floorMod(now - originNanos - phaseNanos, intervalNanos);
    dueNanos = now + intervalNanos - into;
  }

  /** Size of the last answer; 0 when there was none. */
  int lastBytes() {
    return lastBytes;
  }

  void lastBytes(int bytes) {
    lastBytes = bytes;
  }

  /** Scrapes out of turn since it answers. */
  int quickScrapes() {
    return quickScrapes;
  }

  void quickScrapes(int count) {
    quickScrapes = count;
  }

  /** Whether its last scrape failed; such nodes must not keep others waiting. */
  boolean isFailing() {
    return failing;
  }

  void failing(boolean last) {
    failing = last;
  }

  /** Whether it is a node no more; what is under way for it is of no use. */
  boolean isGone() {
    return gone;
  }

  void leave() {
    gone = true;
  }
}
