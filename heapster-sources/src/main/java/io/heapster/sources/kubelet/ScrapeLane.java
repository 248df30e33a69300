package io.heapster.sources.kubelet;

import io.heapster.sources.kubelet.ScrapeOutcome.NotBegun;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A share of the nodes, scraped on one event loop: so many at a time, each not before its phase.
 * Nodes that hung or failed the last time stand back: while others wait they get a quarter of the
 * places, so that a rack which is gone costs the rest nothing. Among themselves the one not asked
 * for the longest goes first: even if they have no places for all, each is asked now and then.
 */
final class ScrapeLane {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NO_TIMER = -1;

  private final Context context;
  private final LaneResources resources;
  private final int places;
  private final Deque<Assignment> waiting = new ArrayDeque<>();
  private final Deque<Assignment> suspects = new ArrayDeque<>();
  private final Set<NodeScrape> underWay = new HashSet<>();
  private int suspectsUnderWay;
  private long turns;
  private boolean filling;
  private long wakeTimer = NO_TIMER;
  private long cutTimer = NO_TIMER;

  /**
   * @param context whose event loop everything here runs on
   * @param places nodes scraped at a time
   */
  ScrapeLane(Context context, LaneResources resources, int places) {
    this.context = context;
    this.resources = resources;
    this.places = places;
  }

  /**
   * Takes over nodes of a round, in order of their beginning; gives up those of the round before.
   * May be called on any thread.
   */
  void assign(ScrapeRound round, List<Assignment> orders) {
    context.runOnContext(_ -> {
      cutAll();
      for (Assignment order : orders) {
        (order.suspect() ? suspects : waiting).add(order);
      }
      orderSuspects();
      cutTimer = timer(round.cutNanos(), this::cutAll);
      fill();
    });
  }

  /** The event loop, for others who ask kubelets. */
  KubeletLoop loop(KubeletConfig config) {
    return new KubeletLoop(context, resources, config);
  }

  /** The one asked longest ago takes the earliest beginning, and so on. */
  private void orderSuspects() {
    var byTurn = new ArrayList<>(suspects);
    byTurn.sort(Comparator.comparingLong(order -> order.node().lastTurn()));
    List<Assignment> moved = new ArrayList<>();
    for (Assignment order : byTurn) {
      moved.add(order.at(suspects.removeFirst().beginNanos()));
    }
    suspects.addAll(moved);
  }

  /** Gives up everything under way. May be called on any thread. */
  void abandon() {
    context.runOnContext(_ -> cutAll());
  }

  private void fill() {
    if (filling) {
      return;
    }
    filling = true;
    try {
      beginDue(resources.time().elapsedNanos());
    } finally {
      filling = false;
    }
    if (underWay.size() < places) {
      wakeForNext();
    }
  }

  private void beginDue(long now) {
    while (underWay.size() < places) {
      Assignment next = takeDue(now);
      if (next == null) {
        return;
      }
      begin(next);
    }
  }

  private @Nullable Assignment takeDue(long now) {
    if (isDue(waiting.peekFirst(), now)) {
      return waiting.pollFirst();
    }
    return hasRoomForSuspects() && isDue(suspects.peekFirst(), now) ? suspects.pollFirst() : null;
  }

  private boolean hasRoomForSuspects() {
    return waiting.isEmpty() || suspectsUnderWay < places / 4;
  }

  private static boolean isDue(@Nullable Assignment order, long now) {
    return order != null && order.beginNanos() - now <= 0;
  }

  private void begin(Assignment order) {
    // The scrape tells its end to a hook made before it: an array holds what is not there yet.
    var self = new NodeScrape[1];
    self[0] = new NodeScrape(resources, order, () -> ended(self[0], order.suspect()));
    underWay.add(self[0]);
    suspectsUnderWay += order.suspect() ? 1 : 0;
    order.node().lastTurn(++turns);
    self[0].begin();
  }

  private void ended(NodeScrape scrape, boolean suspect) {
    underWay.remove(scrape);
    suspectsUnderWay -= suspect ? 1 : 0;
    fill();
  }

  private void wakeForNext() {
    Assignment next =
        earlier(waiting.peekFirst(), hasRoomForSuspects() ? suspects.peekFirst() : null);
    if (next == null) {
      return;
    }
    stop(wakeTimer);
    wakeTimer =
        timer(
            next.beginNanos(),
            () -> {
              wakeTimer = NO_TIMER;
              fill();
            });
  }

  private static @Nullable Assignment earlier(
      @Nullable Assignment one, @Nullable Assignment other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.beginNanos() - other.beginNanos() <= 0 ? one : other;
  }

  private long timer(long atNanos, Runnable action) {
    long nanos = atNanos - resources.time().elapsedNanos();
    return resources.vertx().setTimer(Math.max(1, nanos / NANOS_PER_MILLI), _ -> action.run());
  }

  private void cutAll() {
    stop(cutTimer);
    stop(wakeTimer);
    cutTimer = NO_TIMER;
    wakeTimer = NO_TIMER;
    var late = new ArrayList<>(waiting);
    late.addAll(suspects);
    waiting.clear();
    suspects.clear();
    for (Assignment order : late) {
      long nanos = resources.time().elapsedNanos() - order.round().tick().begunNanos();
      order.complete(new NotBegun(Duration.ofMillis(nanos / NANOS_PER_MILLI)));
    }
    List.copyOf(underWay).forEach(NodeScrape::cut);
  }

  private void stop(long timer) {
    if (timer != NO_TIMER) {
      resources.vertx().cancelTimer(timer);
    }
  }
}
