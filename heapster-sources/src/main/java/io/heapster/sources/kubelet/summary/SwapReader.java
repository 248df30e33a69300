package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an object {@code swap}. */
final class SwapReader {
  private SwapReader() {}

  static void read(JsonAnswer in, int entity) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "swapUsageBytes" -> in.putCount(entity, PlainMetrics.SWAP_USAGE);
        case "swapAvailableBytes" -> in.putCount(entity, PlainMetrics.SWAP_AVAILABLE);
        default -> in.skip();
      }
    }
  }
}
