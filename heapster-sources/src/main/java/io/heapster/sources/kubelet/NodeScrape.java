package io.heapster.sources.kubelet;

import io.heapster.sources.kubelet.sample.AnswerDecoder;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * One node's scrape in one tick: a request, the fallbacks it may need, the decoding. Confined to
 * the event loop of its lane; ends exactly once, by an outcome.
 */
final class NodeScrape implements Exchange.Listener {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final LaneResources lane;
  private final Assignment order;
  private final Runnable whenDone;
  private final long begunNanos;
  private long timer;
  private StatsEndpoint endpoint;
  private Exchange exchange;
  private boolean done;

  /**
   * @param whenDone called at the end, after the outcome was told
   */
  NodeScrape(LaneResources lane, Assignment order, Runnable whenDone) {
    this.lane = lane;
    this.order = order;
    this.whenDone = whenDone;
    this.begunNanos = lane.time().elapsedNanos();
    this.endpoint = order.node().plan().first(begunNanos);
    this.exchange = exchange(endpoint);
  }

  /** Sends the first request. */
  void begin() {
    long millis = Math.max(1, lane.limits().nodeTimeout().toMillis());
    timer = lane.vertx().setTimer(millis, _ -> cut());
    order.begin();
    exchange.begin();
  }

  /** Gives up: the node's time, or the tick's, is over. */
  void cut() {
    long nanos = lane.time().elapsedNanos() - begunNanos;
    failed(new ScrapeOutcome.TimedOut(Duration.ofMillis(nanos / 1_000_000), exchange.stage()));
  }

  private Exchange exchange(StatsEndpoint next) {
    Buffer question =
        next == StatsEndpoint.CONTAINER_STATS ? ContainerStatsQuery.of(order.round().tick()) : null;
    int expected = order.node().lastBodyBytes();
    int most = lane.limits().maxAnswerBytes();
    var call = new KubeletCall(order.target(), next.uri(), question, order.token(), expected, most);
    return new Exchange(lane, call, this);
  }

  private void ask(StatsEndpoint next) {
    exchange.abandon();
    endpoint = next;
    exchange = exchange(next);
    exchange.begin();
  }

  @Override
  public void answered(int status, AnswerBody body) {
    long now = lane.time().elapsedNanos();
    FallbackPlan plan = order.node().plan();
    plan.learn(endpoint, status, now);
    if (status == OK) {
      decode(body);
      return;
    }
    StatsEndpoint next = plan.next(endpoint, status);
    if (next != null) {
      ask(next);
    } else if (status == UNAUTHORIZED || status == FORBIDDEN) {
      failed(new ScrapeOutcome.Unauthorized(status, endpoint.uri()));
    } else {
      failed(new ScrapeOutcome.Failed(status, endpoint.uri()));
    }
  }

  @Override
  public void failed(ScrapeOutcome outcome) {
    end(outcome);
  }

  private void decode(AnswerBody body) {
    order.node().lastBodyBytes(body.length());
    if (body.length() <= BodyPool.LARGEST_KEPT) {
      KubeletNode.Memory memory = order.node().lend();
      ScrapeOutcome outcome = decode(lane.decoder(endpoint), memory, body);
      order.node().giveBack(memory);
      decoded(outcome, body.length());
    } else {
      decodeElsewhere(body);
    }
  }

  /** On a worker: the event loop has other kubelets to listen to. */
  private void decodeElsewhere(AnswerBody body) {
    KubeletNode.Memory memory = order.node().lend();
    AnswerDecoder decoder = lane.freshDecoder(endpoint);
    AnswerBody whole = body.handOver();
    lane.workers()
        .executeBlocking(() -> decode(decoder, memory, whole), false)
        .onComplete(result -> {
          int length = whole.length();
          whole.release();
          order.node().giveBack(memory);
          if (!done) {
            decoded(result.succeeded() ? result.result() : decoderFailed(result.cause()), length);
          }
        });
  }

  private void decoded(ScrapeOutcome outcome, int length) {
    if (outcome instanceof ScrapeOutcome.Scraped) {
      lane.meters().answered(length, lane.time().elapsedNanos() - begunNanos);
    }
    end(outcome);
  }

  private ScrapeOutcome decode(AnswerDecoder decoder, KubeletNode.Memory memory, AnswerBody whole) {
    try {
      decoder.decode(whole.bytes(), whole.length(), memory.names(), memory.sample());
      return new ScrapeOutcome.Scraped(memory.sample(), endpoint);
    } catch (MalformedAnswerException e) {
      return new ScrapeOutcome.Malformed(endpoint.uri(), ScrapeErrors.reason(e));
    } catch (RuntimeException | Error e) {
      // A mistake of ours that some answer brings to light costs that answer only.
      return decoderFailed(e);
    }
  }

  private ScrapeOutcome decoderFailed(Throwable error) {
    String reason = error.getClass().getSimpleName() + ": " + ScrapeErrors.reason(error);
    return new ScrapeOutcome.Malformed(endpoint.uri(), "decoder failed: " + reason);
  }

  private void end(ScrapeOutcome outcome) {
    if (done) {
      return;
    }
    done = true;
    lane.vertx().cancelTimer(timer);
    exchange.abandon();
    order.complete(outcome, lane.time().elapsedNanos() - begunNanos);
    whenDone.run();
  }

  @Override
  public String toString() {
    return "NodeScrape[" + order.node().name() + ", " + exchange.stage() + "]";
  }
}
