package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.MetricKind;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import java.util.List;

/** Reads the array {@code userDefinedMetrics} of a container; other types than ours are skipped. */
final class CustomMetricReader {
  private static final List<MetricKind> KINDS = List.of(MetricKind.values());

  void readAll(JsonAnswer in, int container) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        read(in, container);
      }
    }
  }

  private static void read(JsonAnswer in, int container) throws MalformedAnswerException {
    String name = "";
    String type = "";
    double value = Double.NaN;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "name" -> name = in.readName();
        case "type" -> type = in.readName();
        case "value" -> value = in.readReal();
        default -> in.skip();
      }
    }
    if (name.isEmpty()) {
      in.sample().countMalformed();
    } else if (!Double.isNaN(value)) {
      write(in, container, name, type, value);
    }
  }

  private static void write(JsonAnswer in, int container, String name, String type, double value) {
    for (MetricKind kind : KINDS) {
      if (kind.text().equals(type)) {
        in.sample().putCustom(container, name, kind, value);
      }
    }
  }
}
