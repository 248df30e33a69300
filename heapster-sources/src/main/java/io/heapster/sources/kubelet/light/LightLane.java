package io.heapster.sources.kubelet.light;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.UsageStore;
import io.heapster.sources.kubelet.KubeletLoop;
import io.heapster.sources.kubelet.KubeletLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps what nodes and containers use fresh between ticks: asks every kubelet for {@code
 * /metrics/resource}, each node at its own place in the interval, none waiting for another. All
 * nodes are asked at once at the start, new ones within a second, and again soon until they have
 * rates. It uses the full lane's event loops and kept connections.
 *
 * <p>What it adds to a process that scrapes 1,000 nodes of 30 pods of 2 containers each 60 s, at 15
 * s: 18 millicores (41 instead of 23, minutes 5 to 8) and 21 to 27 MiB resident (255 instead of 234
 * after 8 minutes), 14 MiB of these live heap. Measured by process CPU time with {@code
 * LightLaneCost}: 2 shared cores under other load, Temurin 25, the flags of {@code jvm.options},
 * 2026-11-21.
 *
 * <p>{@link #start} and {@link #close} may be called on any thread, each once.
 */
public final class LightLane implements AutoCloseable {
  /** A look at the inventory costs less than one scrape. */
  private static final Duration ROLL_CALL = Duration.ofSeconds(1);

  private final ClusterInventory inventory;
  private final KubeletLoops loops;
  private final LightStore store;
  private final List<LightShare> shares = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Asks nobody before {@link #start}. */
  public LightLane(
      ClusterInventory inventory,
      KubeletLoops loops,
      LightSettings settings,
      TimeSource time,
      Telemetry telemetry) {
    this.inventory = inventory;
    this.loops = loops;
    this.store = new LightStore(settings, time);
    var meters = new LightMeters(telemetry, new RecentCoverage(store, time));
    long origin = time.elapsedNanos();
    int places = Math.max(1, settings.concurrency() / loops.all().size());
    for (KubeletLoop loop : loops.all()) {
      var scraper = new LightScraper(loop, settings, meters, time, origin);
      shares.add(new LightShare(loop, store, settings, scraper, time, places));
    }
  }

  /** What is known; empty before the first answers. */
  public UsageStore store() {
    return store;
  }

  /** Begins. The inventory should be synced: nodes it does not know yet are asked later. */
  public void start() {
    KubeletLoop first = loops.all().getFirst();
    first.run(() -> callRoll(first));
  }

  /** Ends; scrapes under way are not waited for. The loops and connections stay their owner's. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shares.forEach(LightShare::stop);
    }
  }

  /** Elsewhere, because a token may have to be read. */
  private void callRoll(KubeletLoop timing) {
    if (closed.get()) {
      return;
    }
    timing.after(ROLL_CALL, () -> callRoll(timing));
    timing.runElsewhere(this::assign);
  }

  private void assign() {
    var byShare = new ArrayList<List<NodeInfo>>();
    shares.forEach(_ -> byShare.add(new ArrayList<>()));
    for (NodeInfo node : inventory.nodes()) {
      byShare.get(loops.indexOf(node.name())).add(node);
    }
    String token = loops.token().get().orElse(null);
    for (int share = 0; share < shares.size(); share++) {
      shares.get(share).nodes(byShare.get(share), token);
    }
  }
}
