package io.heapster.sources.kubelet;

import java.util.Optional;

/** A question under way to a kubelet. Confined to the event loop of the node's lane. */
final class QuestionAsked implements Exchange.Listener {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final LaneResources lane;
  private final KubeletQuestion question;
  private final KubeletQuestion.Listener listener;
  private final Exchange exchange;
  private long timer;
  private boolean done;

  private QuestionAsked(
      LaneResources lane,
      KubeletQuestion question,
      KubeletTarget target,
      KubeletQuestion.Listener listener) {
    this.lane = lane;
    this.question = question;
    this.listener = listener;
    int most = Math.min(question.maxBytes(), lane.limits().maxAnswerBytes());
    int expected = question.expectedBytes();
    this.exchange =
        new Exchange(
            lane,
            new KubeletCall(target, question.uri(), null, question.token(), expected, most),
            this);
  }

  /** Sends the question. */
  static void ask(
      LaneResources lane,
      KubeletConfig config,
      KubeletQuestion question,
      KubeletQuestion.Listener listener) {
    Optional<KubeletTarget> target = KubeletTarget.of(question.node(), config);
    if (target.isEmpty()) {
      String reason = "no usable address among " + question.node().addresses();
      listener.failed(KubeletFailure.of(new ScrapeOutcome.Skipped(reason)));
      return;
    }
    new QuestionAsked(lane, question, target.get(), listener).begin();
  }

  private void begin() {
    long millis = Math.max(1, question.timeout().toMillis());
    timer = lane.vertx().setTimer(millis, _ -> timedOut());
    exchange.begin();
  }

  private void timedOut() {
    failed(new ScrapeOutcome.TimedOut(question.timeout(), exchange.stage()));
  }

  @Override
  public void answered(int status, AnswerBody body) {
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      failed(new ScrapeOutcome.Unauthorized(status, question.uri()));
    } else if (status != OK) {
      failed(new ScrapeOutcome.Failed(status, question.uri()));
    } else if (end()) {
      try {
        listener.answered(body.bytes(), body.length());
      } finally {
        exchange.abandon();
      }
    }
  }

  @Override
  public void failed(ScrapeOutcome outcome) {
    if (end()) {
      exchange.abandon();
      listener.failed(KubeletFailure.of(outcome));
    }
  }

  /** Whether it has not ended before. */
  private boolean end() {
    boolean first = !done;
    done = true;
    lane.vertx().cancelTimer(timer);
    return first;
  }
}
