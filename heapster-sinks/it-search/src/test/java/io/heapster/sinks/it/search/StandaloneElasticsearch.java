package io.heapster.sinks.it.search;

import java.nio.file.Path;

/**
 * A server in a process of its own, for {@code bench/sinks}: prints its address, runs until killed.
 */
final class StandaloneElasticsearch {
  private StandaloneElasticsearch() {}

  /**
   * @param arguments an empty directory for its data
   */
  public static void main(String[] arguments) throws InterruptedException {
    ElasticsearchProcess server = ElasticsearchProcess.start(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("listening " + server.address());
    Thread.currentThread().join();
  }
}
