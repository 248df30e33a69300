package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.PressureMetrics;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an object {@code psi}: how long tasks waited for a resource. */
final class PressureReader {
  private PressureReader() {}

  /** Reads an object {@code io}, which holds nothing but its pressure. */
  static void readInputOutput(JsonAnswer in, int entity) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "psi" -> read(in, entity, PlainMetrics.IO_PRESSURE);
        default -> in.skip();
      }
    }
  }

  static void read(JsonAnswer in, int entity, PressureMetrics metrics)
      throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "some" -> readStall(in, entity, metrics.some());
        case "full" -> readStall(in, entity, metrics.full());
        default -> in.skip();
      }
    }
  }

  private static void readStall(JsonAnswer in, int entity, PressureMetrics.Stall stall)
      throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "total" -> in.putCount(entity, stall.total());
        case "avg10" -> in.putShare(entity, stall.avg10());
        case "avg60" -> in.putShare(entity, stall.avg60());
        case "avg300" -> in.putShare(entity, stall.avg300());
        default -> in.skip();
      }
    }
  }
}
