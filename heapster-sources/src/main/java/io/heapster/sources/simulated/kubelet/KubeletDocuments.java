package io.heapster.sources.simulated.kubelet;

import io.vertx.core.buffer.Buffer;

/** Makes the bodies of answers, reusing its arrays. Not thread-safe: one for each event loop. */
final class KubeletDocuments {
  private final AsciiBytes out = new AsciiBytes();
  private final ResourceMetricsWriter resources = new ResourceMetricsWriter(out);
  private final SummaryWriter summaries;

  KubeletDocuments(boolean psi) {
    summaries = new SummaryWriter(out, psi);
  }

  Buffer summary(NodeView view, SummaryScope scope) {
    summaries.write(view, scope);
    return copy();
  }

  Buffer resourceMetrics(NodeView view) {
    resources.write(view);
    return copy();
  }

  Buffer cadvisor(NodeView view) {
    return Buffer.buffer(CadvisorWriter.write(view));
  }

  private Buffer copy() {
    return Buffer.buffer(out.length()).appendBytes(out.array(), 0, out.length());
  }
}
