package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.DeviceValues;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads the array {@code accelerators} of a container; kubelets filled it until 1.24. */
final class AcceleratorReader {
  private static final Metric[] FAMILY = {
    LabeledMetrics.ACCELERATOR_MEMORY_TOTAL,
    LabeledMetrics.ACCELERATOR_MEMORY_USED,
    LabeledMetrics.ACCELERATOR_DUTY_CYCLE
  };

  private final DeviceIndex devices;
  private final DeviceValues values = new DeviceValues();

  AcceleratorReader(DeviceIndex devices) {
    this.devices = devices;
  }

  void readAll(JsonAnswer in, int container) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        read(in, container);
      }
    }
  }

  private void read(JsonAnswer in, int container) throws MalformedAnswerException {
    values.clear();
    String make = "";
    String model = "";
    String id = "";
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "make" -> make = in.readName();
        case "model" -> model = in.readName();
        case "id" -> id = in.readName();
        case "memoryTotal" -> values.read(in, 0);
        case "memoryUsed" -> values.read(in, 1);
        case "dutyCycle" -> values.read(in, 2);
        default -> in.skip();
      }
    }
    if (!values.isEmpty()) {
      Labels labels = in.names().devices().accelerator(make, model, id);
      values.putSeries(in.sample(), devices.series(container, labels), FAMILY);
    }
  }
}
