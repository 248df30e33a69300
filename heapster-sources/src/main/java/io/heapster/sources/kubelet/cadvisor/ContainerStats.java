package io.heapster.sources.kubelet.cadvisor;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.DeviceValues;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** One sample of a container, held back until its spec is known, which may stand behind it. */
final class ContainerStats {
  private static final Metric[] CPU = {PlainMetrics.CPU_USAGE};
  private static final Metric[] MEMORY = {
    PlainMetrics.MEMORY_USAGE,
    PlainMetrics.MEMORY_CACHE,
    PlainMetrics.MEMORY_RSS,
    PlainMetrics.MEMORY_WORKING_SET,
    PlainMetrics.MEMORY_PAGE_FAULTS,
    PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS
  };
  private static final Metric[] NETWORK = {
    PlainMetrics.NETWORK_RX,
    PlainMetrics.NETWORK_RX_ERRORS,
    PlainMetrics.NETWORK_TX,
    PlainMetrics.NETWORK_TX_ERRORS
  };

  private final DeviceValues cpu = new DeviceValues();
  private final DeviceValues memory = new DeviceValues();
  private final DeviceValues network = new DeviceValues();
  private final DeviceValues oneInterface = new DeviceValues();
  private final DeviceStats filesystems = DeviceStats.ofFilesystems();
  private final DeviceStats disks = DeviceStats.ofDisks();
  private final DeviceStats accelerators = DeviceStats.ofAccelerators();
  private final CustomStats custom = new CustomStats();
  private long timeNanos;
  private boolean empty = true;

  void clear() {
    cpu.clear();
    memory.clear();
    network.clear();
    filesystems.clear();
    disks.clear();
    accelerators.clear();
    custom.clear();
    timeNanos = 0;
    empty = true;
  }

  boolean isEmpty() {
    return empty;
  }

  /** When the sample was taken, in epoch nanoseconds; 0 when it does not tell. */
  long timeNanos() {
    return timeNanos;
  }

  /** Reads the array {@code stats} and keeps its last element. */
  void readLast(JsonAnswer in) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        clear();
        empty = false;
        read(in);
      }
    }
  }

  private void read(JsonAnswer in) throws MalformedAnswerException {
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "timestamp" -> timeNanos = in.readTime();
        case "cpu" -> readCpu(in);
        case "memory" -> readMemory(in);
        case "network" -> readNetwork(in);
        case "filesystem" -> filesystems.readAll(in);
        case "diskio" -> readDisks(in);
        case "accelerators" -> accelerators.readAll(in);
        case "custom_metrics" -> custom.read(in);
        default -> in.skip();
      }
    }
  }

  private void readCpu(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "usage" -> readCpuUsage(in);
        default -> in.skip();
      }
    }
  }

  private void readCpuUsage(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "total" -> cpu.read(in, 0);
        default -> in.skip();
      }
    }
  }

  private void readMemory(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "usage" -> memory.read(in, 0);
        case "cache" -> memory.read(in, 1);
        case "rss" -> memory.read(in, 2);
        case "working_set" -> memory.read(in, 3);
        case "container_data" -> readPageFaults(in);
        default -> in.skip();
      }
    }
  }

  private void readPageFaults(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "pgfault" -> memory.read(in, 4);
        case "pgmajfault" -> memory.read(in, 5);
        default -> in.skip();
      }
    }
  }

  // Heapster ignored the flattened default interface and summed this array.
  private void readNetwork(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "interfaces" -> readInterfaces(in);
        default -> in.skip();
      }
    }
  }

  private void readInterfaces(JsonAnswer in) throws MalformedAnswerException {
    network.clear();
    if (!in.enterArray()) {
      return;
    }
    while (in.enterElement()) {
      oneInterface.clear();
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        switch (field) {
          case "rx_bytes" -> oneInterface.read(in, 0);
          case "rx_errors" -> oneInterface.read(in, 1);
          case "tx_bytes" -> oneInterface.read(in, 2);
          case "tx_errors" -> oneInterface.read(in, 3);
          default -> in.skip();
        }
      }
      network.add(oneInterface);
    }
  }

  private void readDisks(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "io_service_bytes" -> disks.readAll(in);
        default -> in.skip();
      }
    }
  }

  /** Writes what the spec says is measured. */
  void write(NodeSample sample, int entity, ContainerSpec spec, DeviceIndex devices) {
    if (spec.hasCpu()) {
      cpu.put(sample, entity, CPU);
    }
    if (spec.hasMemory()) {
      memory.put(sample, entity, MEMORY);
    }
    if (spec.hasNetwork()) {
      network.put(sample, entity, NETWORK);
    }
    if (spec.hasFilesystem()) {
      filesystems.write(sample, entity, devices);
    }
    if (spec.hasDiskIo()) {
      disks.write(sample, entity, devices);
    }
    accelerators.write(sample, entity, devices);
    custom.write(sample, entity, spec);
  }
}
