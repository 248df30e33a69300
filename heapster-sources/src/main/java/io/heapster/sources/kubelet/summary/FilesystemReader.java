package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.FilesystemMetrics;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.DeviceValues;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an object of a file system's figures, under whatever name, into one family of metrics. */
final class FilesystemReader {
  /** Labels of the file system of a node or container itself. */
  static final Labels ROOT = Labels.of(LabelKeys.RESOURCE_ID, "/");

  private final DeviceIndex devices;
  private final Metric[] family;
  private final DeviceValues values = new DeviceValues();

  FilesystemReader(DeviceIndex devices, FilesystemMetrics metrics) {
    this.devices = devices;
    this.family = family(metrics);
  }

  void read(JsonAnswer in, int entity, Labels labels) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    values.clear();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      readField(in, field, values);
    }
    if (!values.isEmpty()) {
      values.putSeries(in.sample(), devices.series(entity, labels), family);
    }
  }

  /** The metrics of a family by place. */
  static Metric[] family(FilesystemMetrics metrics) {
    return new Metric[] {
      metrics.usage(),
      metrics.capacity(),
      metrics.available(),
      metrics.inodes(),
      metrics.inodesFree(),
      metrics.inodesUsed()
    };
  }

  /** Reads a field if it is one of a file system, else skips it. */
  static void readField(JsonAnswer in, String field, DeviceValues into)
      throws MalformedAnswerException {
    switch (field) {
      case "usedBytes" -> into.read(in, 0);
      case "capacityBytes" -> into.read(in, 1);
      case "availableBytes" -> into.read(in, 2);
      case "inodes" -> into.read(in, 3);
      case "inodesFree" -> into.read(in, 4);
      case "inodesUsed" -> into.read(in, 5);
      default -> in.skip();
    }
  }
}
