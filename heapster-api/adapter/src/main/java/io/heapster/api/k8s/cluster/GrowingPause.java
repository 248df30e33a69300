package io.heapster.api.k8s.cluster;

import java.time.Duration;

/** Twice as long each time, up to a bound. Used by one thread. */
final class GrowingPause {
  private final Duration first;
  private final Duration most;
  private Duration next;

  GrowingPause(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.next = first;
  }

  Duration next() {
    Duration pause = next.compareTo(most) < 0 ? next : most;
    next = pause.multipliedBy(2);
    return pause;
  }

  void reset() {
    next = first;
  }
}
