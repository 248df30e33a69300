package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.world.Traffic;

/** The blocks of the Summary API that nodes, pods and containers share. */
final class StatBlocks {
  private static final long NODE_DISK_BYTES = 270_553_174_016L;
  private static final long NODE_DISK_FREE_BYTES = 172_922_435_584L;
  private static final long NODE_INODES = 16_777_216;
  private static final long NODE_INODES_FREE = 16_210_554;

  private final IndentedJson json;
  private final boolean psi;

  StatBlocks(IndentedJson json, boolean psi) {
    this.json = json;
    this.psi = psi;
  }

  void cpu(long time, long millicores, long nanos) {
    json.beginObject(SummaryField.CPU);
    json.time(SummaryField.TIME, time);
    json.number(SummaryField.USAGE_NANO_CORES, millicores * 1_000_000);
    json.number(SummaryField.USAGE_CORE_NANO_SECONDS, nanos);
    pressure(nanos / 50, millicores);
    json.endObject();
  }

  /**
   * @param limit 0 where there is none, and so nothing is available
   */
  void memory(long time, long limit, Memory memory) {
    json.beginObject(SummaryField.MEMORY);
    json.time(SummaryField.TIME, time);
    if (limit > 0) {
      json.number(SummaryField.AVAILABLE_BYTES, limit - memory.workingSetBytes());
    }
    json.number(SummaryField.USAGE_BYTES, memory.usageBytes());
    json.number(SummaryField.WORKING_SET_BYTES, memory.workingSetBytes());
    json.number(SummaryField.RSS_BYTES, memory.rssBytes());
    json.number(SummaryField.PAGE_FAULTS, memory.pageFaults());
    json.number(SummaryField.MAJOR_PAGE_FAULTS, memory.majorPageFaults());
    pressure(memory.pageFaults() * 100, memory.majorPageFaults() % 100);
    json.endObject();
  }

  /** Only what pressure tells: kubelets give no bytes here. */
  void io(long time, long nanos) {
    if (!psi) {
      return;
    }
    json.beginObject(SummaryField.IO);
    json.time(SummaryField.TIME, time);
    pressure(nanos / 200, nanos / 1_000_000_000 % 40);
    json.endObject();
  }

  private void pressure(long stalledNanos, long hundredthsOfPercent) {
    if (!psi) {
      return;
    }
    json.beginObject(SummaryField.PSI);
    stall(SummaryField.FULL, stalledNanos / 3, hundredthsOfPercent / 3);
    stall(SummaryField.SOME, stalledNanos, hundredthsOfPercent);
    json.endObject();
  }

  private void stall(SummaryField share, long nanos, long hundredthsOfPercent) {
    json.beginObject(share);
    json.number(SummaryField.TOTAL, nanos);
    json.hundredths(SummaryField.AVG10, hundredthsOfPercent);
    json.hundredths(SummaryField.AVG60, hundredthsOfPercent * 9 / 10);
    json.hundredths(SummaryField.AVG300, hundredthsOfPercent * 8 / 10);
    json.endObject();
  }

  void swap(long time) {
    json.beginObject(SummaryField.SWAP);
    json.time(SummaryField.TIME, time);
    json.number(SummaryField.SWAP_AVAILABLE_BYTES, 0);
    json.number(SummaryField.SWAP_USAGE_BYTES, 0);
    json.endObject();
  }

  /** A use of the node's disk. */
  void disk(SummaryField field, long time, long usedBytes, long inodesUsed) {
    json.beginObject(field);
    diskFields(time, usedBytes, inodesUsed);
    json.endObject();
  }

  void diskFields(long time, long usedBytes, long inodesUsed) {
    json.time(SummaryField.TIME, time);
    json.number(SummaryField.AVAILABLE_BYTES, NODE_DISK_FREE_BYTES);
    json.number(SummaryField.CAPACITY_BYTES, NODE_DISK_BYTES);
    json.number(SummaryField.USED_BYTES, usedBytes);
    json.number(SummaryField.INODES_FREE, NODE_INODES_FREE);
    json.number(SummaryField.INODES, NODE_INODES);
    json.number(SummaryField.INODES_USED, inodesUsed);
  }

  /** Fields of a volume that is a file system of its own. */
  void volumeFields(long time, long capacityBytes, long usedBytes, long inodesUsed) {
    json.time(SummaryField.TIME, time);
    json.number(SummaryField.AVAILABLE_BYTES, capacityBytes - usedBytes);
    json.number(SummaryField.CAPACITY_BYTES, capacityBytes);
    json.number(SummaryField.USED_BYTES, usedBytes);
    json.number(SummaryField.INODES_FREE, capacityBytes / 16_384 - inodesUsed);
    json.number(SummaryField.INODES, capacityBytes / 16_384);
    json.number(SummaryField.INODES_USED, inodesUsed);
  }

  /** An interface after so many seconds, {@code name} included. */
  void networkInterface(String name, Traffic traffic, long elapsed) {
    json.text(SummaryField.NAME, name);
    json.number(SummaryField.RX_BYTES, traffic.rxBytesPerSecond() * elapsed);
    json.number(SummaryField.RX_ERRORS, traffic.rxErrorsPerSecond() * elapsed);
    json.number(SummaryField.TX_BYTES, traffic.txBytesPerSecond() * elapsed);
    json.number(SummaryField.TX_ERRORS, traffic.txErrorsPerSecond() * elapsed);
  }
}
