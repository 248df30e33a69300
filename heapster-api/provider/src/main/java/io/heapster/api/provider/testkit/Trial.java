package io.heapster.api.provider.testkit;

import io.heapster.api.provider.MetricsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a provider as the server does: on virtual threads, for a limited time. */
record Trial(Duration patience) {
  static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int THREADS = 8;
  private static final int ROUNDS = 25;
  private static final Set<MetricsException.Reason> NOT_FOUND =
      EnumSet.of(MetricsException.Reason.NOT_FOUND, MetricsException.Reason.NO_METRICS);

  /** The answer; a broken rule when there is none, or none in time. */
  <T> T answer(String question, Callable<@Nullable T> call) {
    try {
      T answer = within(question, new FutureTask<>(call));
      if (answer == null) {
        throw new AssertionError(question + " answers null");
      }
      return answer;
    } catch (ExecutionException e) {
      throw broken(question + " throws instead of answering", e.getCause());
    }
  }

  /**
   * The answer of a thread that is interrupted already: what waits for anything fails at once, what
   * answers from memory does not notice.
   */
  <T> T answerFromMemory(String question, Callable<@Nullable T> call) {
    return answer(
        question + " on an interrupted thread, which must not wait for anything,",
        () -> {
          Thread.currentThread().interrupt();
          return call.call();
        });
  }

  /** Holds when a question is refused as not found, with a message. */
  <T> void requireNotFound(String question, Callable<@Nullable T> call) {
    T answer = answerUnlessNotFound(question, call);
    if (answer != null) {
      throw new AssertionError(
          question + " answers " + answer + ", expected a MetricsException, not found");
    }
  }

  /** The answer, or null when the question is refused as not found. */
  <T> @Nullable T answerUnlessNotFound(String question, Callable<@Nullable T> call) {
    try {
      T answer = within(question, new FutureTask<>(call));
      if (answer == null) {
        throw new AssertionError(question + " answers null");
      }
      return answer;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MetricsException refusal
          && NOT_FOUND.contains(refusal.reason())) {
        requireMessage(question, refusal);
        return null;
      }
      throw broken(question + " throws, expected a MetricsException, not found", e.getCause());
    }
  }

  private static void requireMessage(String question, MetricsException refusal) {
    String message = refusal.getMessage();
    if (refusal.reason() == MetricsException.Reason.NOT_FOUND
        && (message == null || message.isBlank())) {
      throw new AssertionError(
          question + " is refused without a message that says what is missing");
    }
  }

  /** Runs a check on many threads at once. */
  void together(String question, Runnable check) {
    var start = new CountDownLatch(1);
    var tasks = new ArrayList<FutureTask<Boolean>>();
    for (int i = 0; i < THREADS; i++) {
      var task =
          new FutureTask<>(() -> {
            start.await();
            for (int round = 0; round < ROUNDS; round++) {
              check.run();
            }
            return true;
          });
      tasks.add(task);
      Thread.ofVirtual().start(task);
    }
    start.countDown();
    List<Throwable> failures = new ArrayList<>();
    tasks.forEach(task -> collect(task, failures::add));
    if (!failures.isEmpty()) {
      throw broken(question + " fails when asked by " + THREADS + " threads", failures.getFirst());
    }
  }

  /** Each round has its own time limit, so this one only keeps the whole from hanging. */
  private void collect(FutureTask<Boolean> task, Consumer<Throwable> failures) {
    try {
      task.get(patience.multipliedBy(ROUNDS).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      failures.accept(e.getCause());
    } catch (TimeoutException e) {
      task.cancel(true);
      failures.accept(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.accept(e);
    }
  }

  private <T> @Nullable T within(String question, FutureTask<@Nullable T> task)
      throws ExecutionException {
    Thread.ofVirtual().start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw broken(question + " did not answer within " + patience.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw broken(question + " was not waited for: the test is interrupted", e);
    }
  }

  private static AssertionError broken(String what, @Nullable Throwable cause) {
    return cause instanceof AssertionError rule
        ? rule
        : new AssertionError(what + ": " + cause, cause);
  }
}
