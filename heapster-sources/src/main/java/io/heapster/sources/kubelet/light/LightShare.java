package io.heapster.sources.kubelet.light;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.kubelet.KubeletLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A share of the nodes, asked on one event loop: each when it is due, so many at a time. Nodes that
 * failed the last time get a quarter of the places, in turn, so that a rack which hangs costs the
 * others nothing. Confined to the loop, but for {@link #nodes} and {@link #stop}.
 */
final class LightShare {
  private static final long NO_TIMER = -1;

  private final KubeletLoop loop;
  private final LightStore store;
  private final LightSettings settings;
  private final LightScraper scraper;
  private final TimeSource time;
  private final int places;
  private final Map<String, AskedNode> asked = new HashMap<>();
  private final PriorityQueue<AskedNode> waiting =
      new PriorityQueue<>(Comparator.comparingLong(AskedNode::dueNanos));
  private final Deque<AskedNode> ready = new ArrayDeque<>();
  private final Deque<AskedNode> readySuspects = new ArrayDeque<>();
  private int underWay;
  private int suspectsUnderWay;
  private @Nullable String token;
  private long timer = NO_TIMER;
  private long timerNanos;
  private boolean filling;
  private boolean stopped;

  LightShare(
      KubeletLoop loop,
      LightStore store,
      LightSettings settings,
      LightScraper scraper,
      TimeSource time,
      int places) {
    this.loop = loop;
    this.store = store;
    this.settings = settings;
    this.scraper = scraper;
    this.time = time;
    this.places = places;
  }

  /** Tells which nodes there are; new ones are asked at once. May be called on any thread. */
  void nodes(List<NodeInfo> present, @Nullable String bearer) {
    loop.run(() -> {
      if (!stopped) {
        token = bearer;
        present.forEach(this::admit);
        if (asked.size() > present.size()) {
          dismissOthers(present);
        }
        fill();
      }
    });
  }

  /** Begins no more scrapes. May be called on any thread. */
  void stop() {
    loop.run(() -> {
      stopped = true;
      stopTimer();
      waiting.clear();
      ready.clear();
      readySuspects.clear();
    });
  }

  private void admit(NodeInfo node) {
    AskedNode known = asked.get(node.name());
    if (known != null) {
      known.info(node);
      return;
    }
    var added = new AskedNode(node, store.open(node.name()), settings, time.elapsedNanos());
    asked.put(node.name(), added);
    ready.add(added);
  }

  private void dismissOthers(List<NodeInfo> present) {
    Set<String> names = HashSet.newHashSet(present.size());
    present.forEach(node -> names.add(node.name()));
    asked
        .values()
        .removeIf(node -> {
          boolean leaves = !names.contains(node.name());
          if (leaves) {
            node.leave();
            store.remove(node.name());
          }
          return leaves;
        });
    waiting.removeIf(AskedNode::isGone);
    ready.removeIf(AskedNode::isGone);
    readySuspects.removeIf(AskedNode::isGone);
  }

  private void fill() {
    if (filling || stopped) {
      return;
    }
    filling = true;
    try {
      takeDue();
      for (AskedNode next = next(); next != null; next = next()) {
        begin(next);
      }
    } finally {
      filling = false;
    }
    wakeForNext();
  }

  private void takeDue() {
    long now = time.elapsedNanos();
    for (AskedNode first = waiting.peek();
        first != null && first.dueNanos() - now <= 0;
        first = waiting.peek()) {
      waiting.poll();
      (first.isFailing() ? readySuspects : ready).add(first);
    }
  }

  private @Nullable AskedNode next() {
    if (underWay >= places) {
      return null;
    }
    if (!ready.isEmpty()) {
      return ready.poll();
    }
    return suspectsUnderWay < Math.max(1, places / 4) ? readySuspects.poll() : null;
  }

  private void begin(AskedNode node) {
    boolean suspect = node.isFailing();
    underWay++;
    suspectsUnderWay += suspect ? 1 : 0;
    scraper.scrape(
        node,
        token,
        () -> {
          underWay--;
          suspectsUnderWay -= suspect ? 1 : 0;
          if (!node.isGone() && !stopped) {
            waiting.add(node);
          }
          fill();
        });
  }

  private void wakeForNext() {
    AskedNode first = waiting.peek();
    if (first == null || (timer != NO_TIMER && first.dueNanos() == timerNanos)) {
      return;
    }
    stopTimer();
    timerNanos = first.dueNanos();
    long nanos = Math.max(0, timerNanos - time.elapsedNanos());
    timer =
        loop.after(
            Duration.ofNanos(nanos),
            () -> {
              timer = NO_TIMER;
              fill();
            });
  }

  private void stopTimer() {
    if (timer != NO_TIMER) {
      loop.cancel(timer);
      timer = NO_TIMER;
    }
  }
}
