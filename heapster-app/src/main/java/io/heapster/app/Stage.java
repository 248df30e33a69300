package io.heapster.app;

import java.time.Duration;

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
