package io.heapster.app;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a lifecycle in the foreground, until a signal (SIGTERM, SIGINT) ends the process or what it
 * was started for is done.
 */
final class UntilStopped {
  private static final Logger log = LoggerFactory.getLogger(UntilStopped.class);

  /** What is done with a started lifecycle. */
  @FunctionalInterface
  interface Work {
    /** The exit code; blocks. */
    int run(Lifecycle started) throws InterruptedException;
  }

  private UntilStopped() {}

  /** Puts together, starts, waits for the end, and gives the exit code; blocks. */
  static int run(Supplier<Lifecycle> assembly) {
    return run(
        assembly,
        started -> {
          started.awaitStopped();
          return Console.DONE;
        });
  }

  /** The same, but the end comes with that of the work, too; the lifecycle is stopped then. */
  static int run(Supplier<Lifecycle> assembly, Work work) {
    try (Lifecycle lifecycle = assembly.get()) {
      // The virtual machine ends when its hooks have, so the hook does the stopping itself.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lifecycle), "stop"));
      lifecycle.start();
      return work.run(lifecycle);
    } catch (RuntimeException e) {
      // Whatever it is: threads may run by now that would keep a process alive that does nothing.
      log.error("cannot start: {}", e.getMessage(), e);
      return Console.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Console.FAILED;
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
