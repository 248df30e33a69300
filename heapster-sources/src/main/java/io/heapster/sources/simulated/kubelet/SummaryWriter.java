package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.world.SimulatedNode;

/**
 * Writes the document of {@code /stats/summary} straight to bytes: about 117 KB for 30 pods of two
 * containers, about 190 KB with pressure; see {@code SummaryWriterBenchmark} for the cost. Not
 * thread-safe.
 */
final class SummaryWriter {
  private static final long MAX_PID = 4_194_304;
  private static final long PROCESSES_PER_POD = 6;

  private final AsciiBytes out;
  private final IndentedJson json;
  private final StatBlocks blocks;
  private final PodBlock podBlock;

  SummaryWriter(AsciiBytes out, boolean psi) {
    this.out = out;
    json = new IndentedJson(out);
    blocks = new StatBlocks(json, psi);
    podBlock = new PodBlock(json, blocks);
  }

  /** Replaces what the bytes hold. */
  void write(NodeView view, SummaryScope scope) {
    out.clear();
    json.beginObject();
    json.beginObject(SummaryField.NODE);
    node(view, scope);
    json.endObject();
    json.beginArray(SummaryField.PODS);
    for (int i = 0; i < view.pods().size(); i++) {
      podBlock.write(view.pods().get(i), view.sampled(), scope);
    }
    json.endArray();
    json.endObject();
  }

  private void node(NodeView view, SummaryScope scope) {
    SimulatedNode node = view.node();
    long time = view.sampled();
    long nanos = node.cpuNanos(time);
    json.text(SummaryField.NODE_NAME, node.name());
    systemContainers(view);
    json.time(SummaryField.START_TIME, node.start());
    blocks.cpu(time, node.cpuMillicoresAt(time), nanos);
    blocks.memory(time, node.memoryBytes(), view.memory());
    blocks.io(time, nanos);
    if (scope == SummaryScope.EVERYTHING) {
      network(node, time);
      blocks.disk(SummaryField.FS, time, 96_021_858_304L, 566_662);
      runtime(time);
      rlimit(view);
    }
    blocks.swap(time);
  }

  private void systemContainers(NodeView view) {
    SimulatedNode node = view.node();
    Memory half = new Memory(420L << 20, 300L << 20, 250L << 20, 0, 0);
    json.beginArray(SummaryField.SYSTEM_CONTAINERS);
    systemService("kubelet", SimulatedNode.KUBELET_MILLICORES, half, view);
    systemService("runtime", SimulatedNode.RUNTIME_MILLICORES, half, view);
    long pods = node.podsMillicoresAt(view.sampled());
    systemContainer("pods", pods, node.podsNanos(view.sampled()), view.podsMemory(), view);
    json.endArray();
  }

  private void systemService(String name, long millicores, Memory memory, NodeView view) {
    long nanos = view.node().steadyNanos(millicores, view.sampled());
    systemContainer(name, millicores, nanos, memory, view);
  }

  private void systemContainer(
      String name, long millicores, long nanos, Memory memory, NodeView view) {
    SimulatedNode node = view.node();
    json.beginObject();
    json.text(SummaryField.NAME, name);
    json.time(SummaryField.START_TIME, node.start());
    blocks.cpu(view.sampled(), millicores, nanos);
    long limit = name.equals("pods") ? node.allocatableMemoryBytes() : 0;
    blocks.memory(view.sampled(), limit, memory);
    blocks.swap(view.sampled());
    json.endObject();
  }

  private void network(SimulatedNode node, long time) {
    long uptime = time - node.start();
    json.beginObject(SummaryField.NETWORK);
    json.time(SummaryField.TIME, time);
    blocks.networkInterface("eth0", node.traffic(), uptime);
    json.beginArray(SummaryField.INTERFACES);
    json.beginObject();
    blocks.networkInterface("eth0", node.traffic(), uptime);
    json.endObject();
    json.beginObject();
    blocks.networkInterface("cni0", node.podTraffic(), uptime);
    json.endObject();
    json.endArray();
    json.endObject();
  }

  private void runtime(long time) {
    json.beginObject(SummaryField.RUNTIME);
    blocks.disk(SummaryField.IMAGE_FS, time, 35_328_000_000L, 231_114);
    blocks.disk(SummaryField.CONTAINER_FS, time, 5_328_000_000L, 31_114);
    json.endObject();
  }

  private void rlimit(NodeView view) {
    json.beginObject(SummaryField.RLIMIT);
    json.time(SummaryField.TIME, view.sampled());
    json.number(SummaryField.MAXPID, MAX_PID);
    json.number(SummaryField.CURPROC, 150 + PROCESSES_PER_POD * view.pods().size());
    json.endObject();
  }
}
