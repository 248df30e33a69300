package io.heapster.app;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A part of the daemon that is started and stopped. Called by {@link Lifecycle} only, never twice
 * at once.
 */
interface Stage {

  /** Name in logs and errors. */
  String name();

  /** Starts and returns soon; called once at most. */
  void start() throws Exception;

  /**
   * Ends what runs and frees what is held. Harmless without a start, after a failed one, and when
   * repeated.
   *
   * @param within the time that is left for it
   */
  void stop(Duration within) throws Exception;

  /** A start as a lambda. */
  @FunctionalInterface
  interface Start {
    void run() throws Exception;
  }

  /** A stop as a lambda. */
  @FunctionalInterface
  interface Stop {
    void run(Duration within) throws Exception;
  }

  /**
   * A stage that is stopped by a close that knows no limit: it is waited for as long as the limit
   * says, then left to itself.
   */
  static Stage closing(String name, Start start, AutoCloseable held, Duration limit) {
    return of(
        name,
        start,
        within -> {
          var closing =
              new FutureTask<Boolean>(() -> {
                held.close();
                return true;
              });
          Thread.ofVirtual().name("close " + name).start(closing);
          Duration longest = within.compareTo(limit) < 0 ? within : limit;
          closing.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  static Stage of(String name, Start start, Stop stop) {
    return new Stage() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void start() throws Exception {
        start.run();
      }

      @Override
      public void stop(Duration within) throws Exception {
        stop.run(within);
      }
    };
  }
}
