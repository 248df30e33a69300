package io.heapster.sources.kubelet;

import io.vertx.core.Context;
import java.time.Duration;

/**
 * One of the event loops that kubelet connections live on, for those who ask kubelets beside the
 * tick. Everything but {@link #run} is for code that runs on it.
 */
public final class KubeletLoop {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Context context;
  private final LaneResources resources;
  private final KubeletConfig config;

  KubeletLoop(Context context, LaneResources resources, KubeletConfig config) {
    this.context = context;
    this.resources = resources;
    this.config = config;
  }

  /** Runs a task on the loop, soon. May be called on any thread. */
  public void run(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  /** Runs a task that may block on a worker, soon. May be called on any thread. */
  public void runElsewhere(Runnable task) {
    context.executeBlocking(
        () -> {
          task.run();
          return true;
        },
        false);
  }

  /**
   * Runs a task on the loop, once, after a while.
   *
   * @return to cancel it by
   */
  public long after(Duration delay, Runnable task) {
    long millis = Math.max(1, delay.toNanos() / NANOS_PER_MILLI);
    return resources.vertx().setTimer(millis, _ -> task.run());
  }

  /** Takes a task back that has not run yet. */
  public void cancel(long timer) {
    resources.vertx().cancelTimer(timer);
  }

  /** Asks a kubelet over its kept connection, if it has one. */
  public void ask(KubeletQuestion question, KubeletQuestion.Listener listener) {
    QuestionAsked.ask(resources, config, question, listener);
  }
}
