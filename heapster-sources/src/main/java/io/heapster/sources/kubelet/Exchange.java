package io.heapster.sources.kubelet;

import io.heapster.sources.kubelet.AnswerBody.Fit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One question to one kubelet and its answer, gathered whole. A kept connection that turns out to
 * be closed costs a second try, no more. Confined to the event loop of its lane; tells its listener
 * exactly once, or never after {@link #abandon}, which must be called in the end.
 */
final class Exchange {
  private static final int OK = 200;

  private final LaneResources lane;
  private final KubeletCall call;
  private final Listener listener;
  private final AnswerBody body;
  private @Nullable HttpClientRequest request;
  private String stage = "no connection";

  /** Counts requests, so that events of one given up are told from those of the one under way. */
  private int attempt;

  private boolean triedAgain;
  private boolean over;

  /** Who asked. */
  interface Listener {
    /**
     * @param body empty unless the status is 200; gone with {@link #abandon}
     */
    void answered(int status, AnswerBody body);

    void failed(ScrapeOutcome outcome);
  }

  Exchange(LaneResources lane, KubeletCall call, Listener listener) {
    this.lane = lane;
    this.call = call;
    this.listener = listener;
    this.body = AnswerBody.of(lane.pool(), lane.budget(), call.maxBytes());
  }

  /** How far it came, for messages. */
  String stage() {
    return stage;
  }

  /** Sends the request. */
  void begin() {
    stage = "no connection";
    request = null;
    int current = ++attempt;
    open()
        .onComplete(opened -> {
          if (opened.failed()) {
            broken(current, opened.cause());
          } else if (isOver(current)) {
            opened.result().reset();
          } else {
            send(opened.result());
          }
        });
  }

  /** Ends it, whatever was under way, and gives the body's memory back. */
  void abandon() {
    over = true;
    HttpClientRequest open = request;
    request = null;
    if (open != null) {
      // The answer is not wanted any more; only breaking the connection stops a kubelet sending.
      open.reset();
    }
    body.release();
  }

  private Future<HttpClientRequest> open() {
    try {
      return lane.client().request(call);
    } catch (RuntimeException e) {
      // A port or header that cannot be. The message is left out: it may quote the token.
      return Future.failedFuture("no request possible: " + e.getClass().getSimpleName());
    }
  }

  private boolean isOver(int of) {
    return over || of != attempt;
  }

  private void send(HttpClientRequest opened) {
    request = opened;
    stage = "no answer";
    int current = attempt;
    Future<HttpClientResponse> head =
        call.question() == null ? opened.send() : opened.send(call.question());
    head.onComplete(
        answer -> {
          if (!isOver(current)) {
            receive(answer);
          }
        },
        error -> {
          if (ScrapeErrors.isStaleConnection(error) && !triedAgain && !isOver(current)) {
            triedAgain = true;
            begin();
          } else {
            broken(current, error);
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
      return call.expectedBytes();
    }
    try {
      return Math.max(0, Long.parseLong(told));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void check(Fit fit) {
    switch (fit) {
      case FITS -> {}
      case PAST_ANSWER_LIMIT -> tooLarge(call.maxBytes() + " bytes (maxAnswerBytes)");
      case PAST_BUDGET ->
          tooLarge(
              "what other answers leave of "
                  + lane.limits().maxGatheredBytes()
                  + " bytes (maxGatheredBytes)");
    }
  }

  private void tooLarge(String limit) {
    fail(new ScrapeOutcome.TooLarge(call.uri(), limit));
  }

  private void brokeOff(Throwable error) {
    String reason = "broke off after " + body.length() + " bytes: " + ScrapeErrors.reason(error);
    fail(new ScrapeOutcome.Malformed(call.uri(), reason));
  }

  private void broken(int of, Throwable error) {
    if (!isOver(of)) {
      fail(ScrapeErrors.beforeAnswer(call.target(), error));
    }
  }

  private void received(int status) {
    request = null;
    over = true;
    stage = "answer not decoded";
    listener.answered(status, body);
  }

  private void fail(ScrapeOutcome outcome) {
    over = true;
    listener.failed(outcome);
  }
}
