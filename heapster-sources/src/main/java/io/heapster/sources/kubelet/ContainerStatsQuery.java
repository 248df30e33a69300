package io.heapster.sources.kubelet;

import io.heapster.core.pipeline.Tick;
import io.vertx.core.buffer.Buffer;

/** What {@code /stats/container/} is asked: one sample of every container in the tick's window. */
final class ContainerStatsQuery {
  private ContainerStatsQuery() {}

  static Buffer of(Tick tick) {
    return Buffer.buffer(
        "{\"containerName\":\"/\",\"num_stats\":1,\"start\":\""
            + tick.start()
            + "\",\"end\":\""
            + tick.end()
            + "\",\"subcontainers\":true}");
  }
}
