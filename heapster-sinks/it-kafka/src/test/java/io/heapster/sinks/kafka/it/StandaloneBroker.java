package io.heapster.sinks.kafka.it;

import java.nio.file.Path;

/**
 * A broker in a process of its own, for {@code bench/sinks}: prints its address, runs until killed.
 */
final class StandaloneBroker {
  private StandaloneBroker() {}

  /**
   * @param arguments an empty directory for its logs
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (Broker broker = Broker.plain(Path.of(arguments[0]))) {
      System.out.println("listening " + broker.address());
      Thread.currentThread().join();
    }
  }
}
