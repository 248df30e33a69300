package io.heapster.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a lifecycle in the foreground, until a signal (SIGTERM, SIGINT) ends the process. */
final class UntilStopped {
  private static final Logger log = LoggerFactory.getLogger(UntilStopped.class);

  private UntilStopped() {}

  /** Starts, waits for the end, and gives the exit code; blocks. */
  static int run(Lifecycle lifecycle) {
    // The virtual machine ends when its hooks have, so the hook does the stopping itself.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lifecycle), "stop"));
    try {
      lifecycle.start();
      lifecycle.awaitStopped();
      return 0;
    } catch (StartException e) {
      log.error("cannot start", e);
      return 1;
    } catch (InterruptedException e) {
      lifecycle.close();
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void stop(Lifecycle lifecycle) {
    if (!lifecycle.isStopped()) {
      log.info("stopping");
      lifecycle.close();
      log.info("stopped");
    }
  }
}
