package io.heapster.sources.kubelet.summary;

import java.nio.charset.StandardCharsets;

/**
 * Writes a summary of any size, in the shape and indentation of a real kubelet's (Kubernetes 1.32;
 * 1.36 with pressure blocks). Values are a pure function of their position.
 */
final class SummaryDocument {
  private static final String TIME = "2026-11-21T05:25:59Z";

  private final StringBuilder text = new StringBuilder(256 * 1024);
  private final boolean withPressure;
  private int depth;
  private boolean first = true;
  private long seed = 42;

  private SummaryDocument(boolean withPressure) {
    this.withPressure = withPressure;
  }

  static byte[] of(int pods, int containers, boolean withPressure) {
    var document = new SummaryDocument(withPressure);
    document.write(pods, containers);
    return document.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(int pods, int containers) {
    open("{");
    field("node");
    node();
    field("pods");
    open("[");
    for (int pod = 0; pod < pods; pod++) {
      element();
      pod(pod, containers);
    }
    close("]");
    close("}");
    text.append('\n');
  }

  private void node() {
    open("{");
    text("nodeName", "node-17");
    systemContainers();
    text("startTime", "2026-11-21T04:40:12Z");
    cpuAndMemory();
    network(20);
    filesystem("fs");
    field("runtime");
    open("{");
    filesystem("imageFs");
    filesystem("containerFs");
    close("}");
    field("rlimit");
    open("{");
    text("time", TIME);
    number("maxpid", 32_768);
    number("curproc", 276);
    close("}");
    swap();
    close("}");
  }

  private void systemContainers() {
    field("systemContainers");
    open("[");
    for (String name : new String[] {"kubelet", "runtime", "pods"}) {
      element();
      open("{");
      text("name", name);
      text("startTime", TIME);
      cpuAndMemory();
      close("}");
    }
    close("]");
  }

  private void pod(int pod, int containers) {
    open("{");
    field("podRef");
    open("{");
    text("name", "web-6df8dbcc4f-" + (10_000 + pod));
    text("namespace", "shop-" + pod % 7);
    text("uid", "f43972dc-5ddb-4d3b-9197-" + (100_000_000_000L + pod));
    close("}");
    text("startTime", "2026-11-21T05:23:26Z");
    field("containers");
    open("[");
    for (int container = 0; container < containers; container++) {
      element();
      container(container);
    }
    close("]");
    cpuAndMemory();
    network(1);
    volume("config-" + pod);
    filesystem("ephemeral-storage");
    field("process_stats");
    open("{");
    number("process_count", 7);
    close("}");
    swap();
    close("}");
  }

  private void volume(String name) {
    field("volume");
    open("[");
    element();
    open("{");
    filesystemFields();
    text("name", name);
    close("}");
    close("]");
  }

  private void container(int container) {
    open("{");
    text("name", container == 0 ? "app" : "sidecar-" + container);
    text("startTime", "2026-11-21T05:23:29Z");
    cpuAndMemory();
    filesystem("rootfs");
    filesystem("logs");
    swap();
    close("}");
  }

  private void cpuAndMemory() {
    field("cpu");
    open("{");
    text("time", TIME);
    number("usageNanoCores", next(500_000_000));
    number("usageCoreNanoSeconds", next(10_000_000_000_000L));
    pressure();
    close("}");
    field("memory");
    open("{");
    text("time", TIME);
    number("availableBytes", next(20_000_000_000L));
    number("usageBytes", next(2_000_000_000L));
    number("workingSetBytes", next(1_000_000_000L));
    number("rssBytes", next(500_000_000L));
    number("pageFaults", next(1_000_000));
    number("majorPageFaults", next(10));
    pressure();
    close("}");
    if (withPressure) {
      field("io");
      open("{");
      text("time", TIME);
      pressure();
      close("}");
    }
  }

  private void pressure() {
    if (!withPressure) {
      return;
    }
    field("psi");
    open("{");
    for (String share : new String[] {"full", "some"}) {
      field(share);
      open("{");
      number("total", next(1_000_000_000));
      for (String average : new String[] {"avg10", "avg60", "avg300"}) {
        field(average);
        text.append(next(3)).append('.').append(next(90) + 10);
      }
      close("}");
    }
    close("}");
  }

  private void network(int interfaces) {
    field("network");
    open("{");
    text("time", TIME);
    interfaceFields("eth0");
    field("interfaces");
    open("[");
    for (int i = 0; i < interfaces; i++) {
      element();
      open("{");
      interfaceFields("eth" + i);
      close("}");
    }
    close("]");
    close("}");
  }

  private void interfaceFields(String name) {
    text("name", name);
    number("rxBytes", next(1_000_000_000_000L));
    number("rxErrors", 0);
    number("txBytes", next(1_000_000_000_000L));
    number("txErrors", 0);
  }

  private void filesystem(String name) {
    field(name);
    open("{");
    filesystemFields();
    close("}");
  }

  private void filesystemFields() {
    text("time", TIME);
    number("availableBytes", 73_302_839_296L);
    number("capacityBytes", 270_553_174_016L);
    number("usedBytes", next(10_000_000));
    number("inodesFree", 16_211_528);
    number("inodes", 16_777_216);
    number("inodesUsed", next(1_000));
  }

  private void swap() {
    field("swap");
    open("{");
    text("time", TIME);
    number("swapAvailableBytes", 0);
    number("swapUsageBytes", 0);
    close("}");
  }

  private long next(long bound) {
    seed = seed * 6364136223846793005L + 1442695040888963407L;
    return (seed >>> 33) * 1_000_003 % bound;
  }

  private void text(String name, String value) {
    field(name);
    text.append('"').append(value).append('"');
  }

  private void number(String name, long value) {
    field(name);
    text.append(value);
  }

  private void field(String name) {
    element();
    text.append('"').append(name).append("\": ");
  }

  private void element() {
    text.append(first ? "\n" : ",\n").repeat(" ", depth);
    first = false;
  }

  private void open(String bracket) {
    text.append(bracket);
    depth++;
    first = true;
  }

  private void close(String bracket) {
    depth--;
    text.append('\n').repeat(" ", depth).append(bracket);
    first = false;
  }
}
