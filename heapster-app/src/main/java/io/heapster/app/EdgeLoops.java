package io.heapster.app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The event loops at the edge: kubelet connections and the API's share them. */
final class EdgeLoops {
  /** More loops answer no faster at 5,000 nodes and hold buffers of their own each. */
  private static final int MOST_LOOPS = 4;

  private EdgeLoops() {}

  /** Loops that write no files, so that a read-only file system will do. */
  static Vertx create() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(Math.min(2 * processors, MOST_LOOPS))
            .setWorkerPoolSize(MOST_LOOPS)
            .setInternalBlockingPoolSize(MOST_LOOPS)
            .setPreferNativeTransport(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }
}
