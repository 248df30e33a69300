package io.heapster.sources.kubelet;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.MetricsSource;
import io.heapster.core.pipeline.Tick;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.kubelet.ScrapeOutcome.Scraped;
import io.heapster.sources.kubelet.ScrapeOutcome.TimedOut;
import io.heapster.sources.kubelet.merge.BatchMerger;
import io.heapster.sources.kubelet.merge.NodePart;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads all kubelets of the cluster: asks each node once a tick, over event loops, and merges what
 * came back before the deadline. A node that is dead, slow, closed to us or talks nonsense costs
 * its own values only.
 *
 * <p>The Vert.x instance should prefer native transport; it stays the caller's. {@link #scrape} is
 * for the tick thread; {@link #close} may be called on another one.
 */
public final class KubeletSource implements MetricsSource, AutoCloseable {
  private static final Duration LONGEST_MARGIN = Duration.ofMillis(100);

  /** Of their own: a few huge answers must not wait for the API's work, nor hold it up. */
  private static final int DECODING_THREADS = 2;

  private final ClusterInventory inventory;
  private final TimeSource time;
  private final KubeletClient client;
  private final WorkerExecutor workers;
  private final RoundPlan plan;
  private final Lanes lanes;
  private final KubeletLoops loops;
  private final ScrapeLedger ledger;
  private final BatchMerger merger;
  private final AtomicBoolean closed = new AtomicBoolean();
  private ScrapeReport report = ScrapeReport.NONE;

  /** Opens event loops for the scrapes; no connection before the first tick. */
  public KubeletSource(
      ClusterInventory inventory,
      KubeletConfig config,
      KubeletCredentials credentials,
      Decoders decoders,
      ScrapeRules rules,
      Vertx vertx,
      TimeSource time,
      Telemetry telemetry) {
    this.inventory = inventory;
    this.time = time;
    this.client = new KubeletClient(vertx, config, credentials, rules.resolution());
    this.workers = vertx.createSharedWorkerExecutor("heapster-decode", DECODING_THREADS);
    this.ledger = new ScrapeLedger(telemetry, time);
    this.merger = new BatchMerger(telemetry);
    ScrapeLimits limits = config.limits();
    var budget = new GatherBudget(limits.maxGatheredBytes());
    var meters = new ScrapeMeters(telemetry);
    this.lanes =
        Lanes.open(
            vertx,
            limits.concurrency(),
            Runtime.getRuntime().availableProcessors(),
            () ->
                new LaneResources(vertx, workers, client, time, limits, budget, meters, decoders));
    this.loops = new KubeletLoops(lanes.loops(config), credentials.token());
    this.plan = new RoundPlan(config, rules, credentials, lanes, ledger);
  }

  @Override
  public DataBatch scrape(Tick tick) throws InterruptedException {
    List<NodeInfo> nodes = List.copyOf(inventory.nodes());
    var round = new ScrapeRound(tick, tick.deadlineNanos() - margin(tick).toNanos(), nodes.size());
    lanes.assign(round, plan.assignments(round, nodes));
    try {
      boolean complete = round.await(tick.deadlineNanos() - time.elapsedNanos());
      if (!complete) {
        lanes.abandon();
      }
    } catch (InterruptedException e) {
      lanes.abandon();
      throw e;
    }
    List<NodeResult> results = results(round, nodes);
    ledger.record(results);
    report = new ReportDraft(ledger).of(results);
    return merger.merge(tick.end(), time.now(), parts(results), nodes);
  }

  @Override
  public ScrapeReport report() {
    return report;
  }

  /** The event loops and connections, to ask kubelets beside the tick; until {@link #close}. */
  public KubeletLoops loops() {
    return loops;
  }

  /** Breaks scrapes under way and all connections. May be called more than once. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      lanes.close();
      client.close();
      workers.close();
    }
  }

  /** Lanes stop a little early, so that they can say how far each node came. */
  private static Duration margin(Tick tick) {
    Duration twentieth = Duration.ofNanos(tick.deadlineNanos() - tick.begunNanos()).dividedBy(20);
    return twentieth.compareTo(LONGEST_MARGIN) < 0 ? twentieth : LONGEST_MARGIN;
  }

  private static List<NodeResult> results(ScrapeRound round, List<NodeInfo> nodes) {
    Tick tick = round.tick();
    Duration allowed = Duration.ofNanos(tick.deadlineNanos() - tick.begunNanos());
    return round.close(nodes, new TimedOut(allowed, "not done at the deadline"));
  }

  private static List<NodePart> parts(List<NodeResult> results) {
    var parts = new ArrayList<NodePart>(results.size());
    for (NodeResult result : results) {
      if (result.outcome() instanceof Scraped scraped) {
        boolean old = scraped.endpoint() == StatsEndpoint.CONTAINER_STATS;
        parts.add(new NodePart(result.node(), scraped.sample(), old));
      }
    }
    return parts;
  }
}
