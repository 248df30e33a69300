package io.heapster.sources.kubelet.cadvisor;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.DeviceValues;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import java.util.ArrayList;
import java.util.List;

/** The devices of one kind in one sample: file systems, disks or accelerators. */
final class DeviceStats {
  private static final Metric[] FILESYSTEM = {
    LabeledMetrics.FILESYSTEM_USAGE,
    LabeledMetrics.FILESYSTEM_LIMIT,
    LabeledMetrics.FILESYSTEM_AVAILABLE,
  };
  private static final Metric[] INODES = {
    LabeledMetrics.FILESYSTEM_INODES, LabeledMetrics.FILESYSTEM_INODES_FREE,
  };
  private static final Metric[] DISK = {
    LabeledMetrics.DISK_IO_READ_BYTES, LabeledMetrics.DISK_IO_WRITE_BYTES
  };
  private static final Metric[] ACCELERATOR = {
    LabeledMetrics.ACCELERATOR_MEMORY_TOTAL,
    LabeledMetrics.ACCELERATOR_MEMORY_USED,
    LabeledMetrics.ACCELERATOR_DUTY_CYCLE
  };

  private record Device(Labels labels, DeviceValues values, Metric[] family) {}

  private interface Reader {
    void read(JsonAnswer in, List<Device> into) throws MalformedAnswerException;
  }

  private final Reader reader;
  private final List<Device> devices = new ArrayList<>();

  private DeviceStats(Reader reader) {
    this.reader = reader;
  }

  static DeviceStats ofFilesystems() {
    return new DeviceStats(DeviceStats::readFilesystem);
  }

  static DeviceStats ofDisks() {
    return new DeviceStats(DeviceStats::readDisk);
  }

  static DeviceStats ofAccelerators() {
    return new DeviceStats(DeviceStats::readAccelerator);
  }

  void clear() {
    devices.clear();
  }

  void readAll(JsonAnswer in) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        reader.read(in, devices);
      }
    }
  }

  void write(NodeSample sample, int entity, DeviceIndex index) {
    for (Device device : devices) {
      if (!device.values.isEmpty()) {
        device.values.putSeries(sample, index.series(entity, device.labels), device.family);
      }
    }
  }

  private static void readFilesystem(JsonAnswer in, List<Device> into)
      throws MalformedAnswerException {
    var values = new DeviceValues();
    var inodes = new DeviceValues();
    String name = "";
    boolean hasInodes = false;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "device" -> name = in.readName();
        case "usage" -> values.read(in, 0);
        case "capacity" -> values.read(in, 1);
        case "available" -> values.read(in, 2);
        case "has_inodes" -> hasInodes = in.readFlag();
        case "inodes" -> inodes.read(in, 0);
        case "inodes_free" -> inodes.read(in, 1);
        default -> in.skip();
      }
    }
    Labels labels = in.names().devices().resource(name);
    into.add(new Device(labels, values, FILESYSTEM));
    if (hasInodes) {
      into.add(new Device(labels, inodes, INODES));
    }
  }

  private static void readDisk(JsonAnswer in, List<Device> into) throws MalformedAnswerException {
    var values = new DeviceValues();
    String name = "";
    long major = 0;
    long minor = 0;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "device" -> name = in.readName();
        case "major" -> major = in.readCount() ? in.count() : 0;
        case "minor" -> minor = in.readCount() ? in.count() : 0;
        case "stats" -> readDiskBytes(in, values);
        default -> in.skip();
      }
    }
    values.setIfAbsent(0, 0);
    values.setIfAbsent(1, 0);
    String id = name.isEmpty() ? major + ":" + minor : name;
    into.add(new Device(in.names().devices().resource(id), values, DISK));
  }

  private static void readDiskBytes(JsonAnswer in, DeviceValues into)
      throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "Read" -> into.read(in, 0);
        case "Write" -> into.read(in, 1);
        default -> in.skip();
      }
    }
  }

  private static void readAccelerator(JsonAnswer in, List<Device> into)
      throws MalformedAnswerException {
    var values = new DeviceValues();
    String make = "";
    String model = "";
    String id = "";
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "make" -> make = in.readName();
        case "model" -> model = in.readName();
        case "id" -> id = in.readName();
        case "memory_total" -> values.read(in, 0);
        case "memory_used" -> values.read(in, 1);
        case "duty_cycle" -> values.read(in, 2);
        default -> in.skip();
      }
    }
    into.add(new Device(in.names().devices().accelerator(make, model, id), values, ACCELERATOR));
  }
}
