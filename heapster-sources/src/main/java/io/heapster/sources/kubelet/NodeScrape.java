package io.heapster.sources.kubelet;

import io.heapster.sources.kubelet.AnswerBody.Fit;
import io.heapster.sources.kubelet.sample.AnswerDecoder;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One node's scrape in one tick: a request, the fallbacks it may need, the decoding. Confined to
 * the event loop of its lane; ends exactly once, by an outcome.
 */
final class NodeScrape {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final LaneResources lane;
  private final Assignment order;
  private final Runnable whenDone;
  private final AnswerBody body;
  private final long begunNanos;
  private long timer;
  private StatsEndpoint endpoint;
  private @Nullable HttpClientRequest request;
  private String stage = "no connection";

  /** Counts requests, so that events of one given up are told from those of the one under way. */
  private int attempt;

  private boolean triedAgain;
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
    this.body = AnswerBody.of(lane.pool(), lane.budget(), lane.limits().maxAnswerBytes());
  }

  /** Sends the first request. */
  void begin() {
    long millis = Math.max(1, lane.limits().nodeTimeout().toMillis());
    timer = lane.vertx().setTimer(millis, _ -> cut());
    ask(endpoint);
  }

  /** Gives up: the node's time, or the tick's, is over. */
  void cut() {
    long nanos = lane.time().elapsedNanos() - begunNanos;
    end(new ScrapeOutcome.TimedOut(Duration.ofMillis(nanos / 1_000_000), stage));
  }

  private void ask(StatsEndpoint next) {
    endpoint = next;
    stage = "no connection";
    request = null;
    int current = ++attempt;
    open(next)
        .onComplete(opened -> {
          if (opened.failed()) {
            failed(current, opened.cause());
          } else if (isOver(current)) {
            opened.result().reset();
          } else {
            send(opened.result());
          }
        });
  }

  private Future<HttpClientRequest> open(StatsEndpoint next) {
    try {
      return lane.client().request(order.target(), next, order.token());
    } catch (RuntimeException e) {
      // A port or header that cannot be. The message is left out: it may quote the token.
      return Future.failedFuture("no request possible: " + e.getClass().getSimpleName());
    }
  }

  private void failed(int of, Throwable error) {
    if (!isOver(of)) {
      end(ScrapeErrors.beforeAnswer(order.target(), error));
    }
  }

  private boolean isOver(int of) {
    return done || of != attempt;
  }

  private void send(HttpClientRequest opened) {
    request = opened;
    stage = "no answer";
    int current = attempt;
    Future<HttpClientResponse> head =
        endpoint == StatsEndpoint.CONTAINER_STATS
            ? opened.send(ContainerStatsQuery.of(order.round().tick()))
            : opened.send();
    head.onComplete(
        answer -> {
          if (!isOver(current)) {
            receive(answer);
          }
        },
        error -> {
          if (ScrapeErrors.isStaleConnection(error) && !triedAgain && !isOver(current)) {
            triedAgain = true;
            ask(endpoint);
          } else {
            failed(current, error);
          }
        });
  }

  private void receive(HttpClientResponse response) {
    int current = attempt;
    boolean good = response.statusCode() == OK;
    stage = "answer incomplete";
    response
        .handler(chunk -> {
          if (!isOver(current) && good) {
            check(body.append(chunk));
          }
        })
        .exceptionHandler(error -> {
          if (!isOver(current)) {
            brokeOff(error);
          }
        })
        .endHandler(_ -> {
          if (!isOver(current)) {
            received(response.statusCode());
          }
        });
    if (good) {
      check(body.expect(expectedBytes(response)));
    }
  }

  private long expectedBytes(HttpClientResponse response) {
    String told = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (told == null) {
      return order.node().lastBodyBytes();
    }
    try {
      return Math.max(0, Long.parseLong(told));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void check(Fit fit) {
    ScrapeLimits limits = lane.limits();
    switch (fit) {
      case FITS -> {}
      case PAST_ANSWER_LIMIT -> tooLarge(limits.maxAnswerBytes() + " bytes (maxAnswerBytes)");
      case PAST_BUDGET ->
          tooLarge(
              "what other answers leave of "
                  + limits.maxGatheredBytes()
                  + " bytes (maxGatheredBytes)");
    }
  }

  private void tooLarge(String limit) {
    end(new ScrapeOutcome.TooLarge(endpoint.uri(), limit));
  }

  private void brokeOff(Throwable error) {
    String reason = "broke off after " + body.length() + " bytes: " + ScrapeErrors.reason(error);
    end(new ScrapeOutcome.Malformed(endpoint.uri(), reason));
  }

  private void received(int status) {
    request = null;
    long now = lane.time().elapsedNanos();
    FallbackPlan plan = order.node().plan();
    plan.learn(endpoint, status, now);
    if (status == OK) {
      decode();
      return;
    }
    StatsEndpoint next = plan.next(endpoint, status);
    if (next != null) {
      ask(next);
    } else if (status == UNAUTHORIZED || status == FORBIDDEN) {
      end(new ScrapeOutcome.Unauthorized(status, endpoint.uri()));
    } else {
      end(new ScrapeOutcome.Failed(status, endpoint.uri()));
    }
  }

  private void decode() {
    stage = "answer not decoded";
    order.node().lastBodyBytes(body.length());
    if (body.length() <= BodyPool.LARGEST_KEPT) {
      KubeletNode.Memory memory = order.node().lend();
      ScrapeOutcome outcome = decode(lane.decoder(endpoint), memory, body);
      order.node().giveBack(memory);
      decoded(outcome, body.length());
    } else {
      decodeElsewhere();
    }
  }

  /** On a worker: the event loop has other kubelets to listen to. */
  private void decodeElsewhere() {
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
    HttpClientRequest open = request;
    if (open != null) {
      // The answer is not wanted any more; only breaking the connection stops a kubelet sending.
      open.reset();
    }
    body.release();
    order.complete(outcome);
    whenDone.run();
  }

  @Override
  public String toString() {
    return "NodeScrape[" + order.node().name() + ", " + stage + "]";
  }
}
