package io.heapster.sources.kubelet;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.kubelet.sample.AnswerDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the scrapes of one lane share. Workers, client, budget and meters are shared with other
 * lanes; pool and decoders belong to the lane's event loop.
 */
final class LaneResources {
  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final KubeletClient client;
  private final TimeSource time;
  private final ScrapeLimits limits;
  private final GatherBudget budget;
  private final ScrapeMeters meters;
  private final Decoders decoders;
  private final BodyPool pool = new BodyPool();
  private final Map<StatsEndpoint, AnswerDecoder> ready = new EnumMap<>(StatsEndpoint.class);

  LaneResources(
      Vertx vertx,
      WorkerExecutor workers,
      KubeletClient client,
      TimeSource time,
      ScrapeLimits limits,
      GatherBudget budget,
      ScrapeMeters meters,
      Decoders decoders) {
    this.vertx = vertx;
    this.workers = workers;
    this.client = client;
    this.time = time;
    this.limits = limits;
    this.budget = budget;
    this.meters = meters;
    this.decoders = decoders;
  }

  Vertx vertx() {
    return vertx;
  }

  /** Threads for answers that take long to decode. */
  WorkerExecutor workers() {
    return workers;
  }

  KubeletClient client() {
    return client;
  }

  TimeSource time() {
    return time;
  }

  ScrapeLimits limits() {
    return limits;
  }

  GatherBudget budget() {
    return budget;
  }

  ScrapeMeters meters() {
    return meters;
  }

  BodyPool pool() {
    return pool;
  }

  /** The lane's own decoder, to be used on its event loop only. */
  AnswerDecoder decoder(StatsEndpoint endpoint) {
    return ready.computeIfAbsent(endpoint, decoders::make);
  }

  /** A decoder to be used elsewhere. */
  AnswerDecoder freshDecoder(StatsEndpoint endpoint) {
    return decoders.make(endpoint);
  }
}
