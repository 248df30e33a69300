package io.heapster.api.telemetry;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the process and its Java runtime say about themselves. Reads {@code /proc}. */
final class ProcessText {
  private static final Logger log = LoggerFactory.getLogger(ProcessText.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double NANOS_IN_SECOND = 1e9;
  private static final double MILLIS_IN_SECOND = 1e3;

  private final String version;

  /**
   * @param version of the daemon
   */
  ProcessText(String version) {
    this.version = version;
  }

  void write(PrometheusText text) {
    String labels = PrometheusText.with("", "version", version);
    text.family("heapster_build_info", "gauge", "1; the daemon's version and its Java runtime's")
        .sample(
            "heapster_build_info",
            PrometheusText.with(labels, "java", Runtime.version().toString()),
            1);
    writeProcess(text);
    writeMemory(text);
    writeCollections(text);
    text.gauge(
        "jvm_threads",
        "Platform threads alive",
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static void writeProcess(PrometheusText text) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      text.counter(
          "process_cpu_seconds_total",
          "CPU time used, user and system",
          system.getProcessCpuTime() / NANOS_IN_SECOND);
    }
    text.gauge(
        "process_start_time_seconds",
        "Start of the process, seconds since 1970",
        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_IN_SECOND);
    residentBytes()
        .ifPresent(bytes -> text.gauge("process_resident_memory_bytes", "Memory in RAM", bytes));
  }

  private static void writeMemory(PrometheusText text) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    text.gauge("jvm_heap_used_bytes", "Heap in use, garbage included", heap.getUsed());
    text.gauge("jvm_heap_committed_bytes", "Heap taken from the system", heap.getCommitted());
    text.gauge("jvm_heap_max_bytes", "Heap that may be taken", heap.getMax());
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
      text.counter(
          "jvm_memory_allocated_bytes_total",
          "Heap given to all threads since the start",
          threads.getTotalThreadAllocatedBytes());
    }
  }

  private static void writeCollections(PrometheusText text) {
    text.family("jvm_gc_collections_total", "counter", "Garbage collections");
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.sample("jvm_gc_collections_total", collector(each), each.getCollectionCount());
    }
    text.family("jvm_gc_collection_seconds_total", "counter", "Time of garbage collections");
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      double seconds = each.getCollectionTime() / MILLIS_IN_SECOND;
      text.sample("jvm_gc_collection_seconds_total", collector(each), seconds);
    }
  }

  private static String collector(GarbageCollectorMXBean bean) {
    return PrometheusText.with("", "collector", bean.getName());
  }

  /** Empty where the system has no {@code /proc}. */
  private static OptionalLong residentBytes() {
    if (!Files.exists(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      log.debug("{} cannot be read, resident memory is not shown", STATUS, e);
      return OptionalLong.empty();
    }
  }
}
