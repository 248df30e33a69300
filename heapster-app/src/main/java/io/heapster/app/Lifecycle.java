package io.heapster.app;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the stages in the order given and stops them in reverse. Every stage is stopped, started
 * or not; a failure of one does not keep the others from it. Thread-safe: a stop may come at any
 * moment, from any thread, and more than once.
 */
final class Lifecycle implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  private enum State {
    NEW,
    STARTING,
    STARTED,
    STOPPING,
    STOPPED
  }

  private final List<Stage> stages;
  private final TimeSource time;
  private final Duration stopLimit;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param stages the far end first: whoever is handed something is up before who hands it
   * @param stopLimit of stopping all of them; later stages get what the ones before left, and a
   *     tenth of it at the least
   */
  Lifecycle(List<Stage> stages, TimeSource time, Duration stopLimit) {
    this.stages = List.copyOf(stages);
    this.time = time;
    this.stopLimit = stopLimit;
  }

  /**
   * Starts all stages. When one fails, or a stop comes meanwhile, all are stopped again.
   *
   * @throws StartException when a stage failed; failures of the stops after it are suppressed in it
   * @throws IllegalStateException when it was started or stopped before
   */
  void start() {
    if (!state.compareAndSet(State.NEW, State.STARTING)) {
      throw new IllegalStateException("cannot start: it is " + state.get());
    }
    for (Stage stage : stages) {
      if (state.get() != State.STARTING) {
        break;
      }
      startOrUndo(stage);
    }
    if (!state.compareAndSet(State.STARTING, State.STARTED)) {
      logFailure(stopAll()); // close() came meanwhile and waits for this
    }
  }

  /** Stops all stages; returns when they are stopped or the limit is over. */
  @Override
  public void close() {
    State before = state.getAndUpdate(Lifecycle::asked);
    switch (before) {
      case NEW, STARTED -> logFailure(stopAll());
      case STARTING, STOPPING -> awaitTheOtherStop();
      case STOPPED -> {}
    }
  }

  /** Waits until it is stopped, by whomever and however late. */
  void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** Whether it came to its end. */
  boolean isStopped() {
    return state.get() == State.STOPPED;
  }

  private static State asked(State before) {
    return before == State.STOPPED ? State.STOPPED : State.STOPPING;
  }

  private void startOrUndo(Stage stage) {
    try {
      stage.start();
    } catch (Exception e) {
      restoreInterrupt(e);
      var failure = new StartException(stage.name(), e);
      state.set(State.STOPPING);
      Exception stopFailure = stopAll();
      if (stopFailure != null) {
        failure.addSuppressed(stopFailure);
      }
      throw failure;
    }
  }

  /** The first failure, with the later ones suppressed in it. */
  private @Nullable Exception stopAll() {
    long begun = time.elapsedNanos();
    Exception first = null;
    for (Stage stage : stages.reversed()) {
      try {
        stage.stop(left(begun));
      } catch (Exception e) {
        restoreInterrupt(e);
        var failure = new IllegalStateException(stage.name() + " did not stop cleanly", e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    state.set(State.STOPPED);
    stopped.countDown();
    return first;
  }

  private Duration left(long begun) {
    Duration left = stopLimit.minusNanos(time.elapsedNanos() - begun);
    Duration least = stopLimit.dividedBy(10);
    return left.compareTo(least) < 0 ? least : left;
  }

  private void awaitTheOtherStop() {
    try {
      if (!stopped.await(stopLimit.toNanos(), TimeUnit.NANOSECONDS)) {
        log.warn("not stopped within {} ms", stopLimit.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void restoreInterrupt(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  private static void logFailure(@Nullable Exception failure) {
    if (failure != null) {
      log.warn("stopped, but not cleanly", failure);
    }
  }
}
