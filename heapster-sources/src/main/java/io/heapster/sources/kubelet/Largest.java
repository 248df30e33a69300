package io.heapster.sources.kubelet;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The largest of many, kept while they pass by: so many at the most, without garbage for the
 * others. Not thread-safe.
 */
final class Largest<T> {
  private final int most;
  private final Comparator<? super T> order;
  private final PriorityQueue<T> kept;

  Largest(int most, Comparator<? super T> order) {
    this.most = most;
    this.order = order;
    this.kept = new PriorityQueue<>(most, order);
  }

  void offer(T candidate) {
    if (kept.size() < most) {
      kept.add(candidate);
      return;
    }
    T least = kept.element();
    if (order.compare(candidate, least) > 0) {
      kept.remove();
      kept.add(candidate);
    }
  }

  List<T> largestFirst() {
    return kept.stream().sorted(order.reversed()).toList();
  }
}
