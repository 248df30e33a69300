package io.heapster.sources.kubelet.cadvisor;

import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import java.util.ArrayList;
import java.util.List;

/** The user-defined values of one sample; of each metric the newest. */
final class CustomStats {
  private record Value(String name, long timeNanos, double integer, double real) {}

  private final List<Value> values = new ArrayList<>();

  void clear() {
    values.clear();
  }

  /** Reads an object of arrays of values by metric name. */
  void read(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      if (in.enterArray()) {
        readMetric(in, name);
      }
    }
  }

  private void readMetric(JsonAnswer in, String name) throws MalformedAnswerException {
    var newest = new Value(name, Long.MIN_VALUE, 0, 0);
    while (in.enterElement()) {
      Value value = readValue(in, name);
      newest = value.timeNanos >= newest.timeNanos ? value : newest;
    }
    if (newest.timeNanos != Long.MIN_VALUE) {
      values.add(newest);
    }
  }

  private static Value readValue(JsonAnswer in, String name) throws MalformedAnswerException {
    long timeNanos = 0;
    double integer = 0;
    double real = 0;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "timestamp" -> timeNanos = in.readTime();
        case "int_value" -> integer = in.readReal();
        case "float_value" -> real = in.readReal();
        default -> in.skip();
      }
    }
    return new Value(name, timeNanos, integer, real);
  }

  /** Writes the values of the metrics that the spec defines. */
  void write(NodeSample sample, int entity, ContainerSpec spec) {
    for (Value value : values) {
      ContainerSpec.CustomMetric metric = spec.customMetric(value.name);
      if (metric != null) {
        double number = metric.isInteger() ? value.integer : value.real;
        if (!Double.isNaN(number)) {
          sample.putCustom(entity, value.name, metric.kind(), number);
        }
      }
    }
  }
}
