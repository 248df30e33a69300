package io.heapster.sources.simulated.kubelet;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The names of the Summary API (v1alpha1), ready to be written as JSON keys. */
enum SummaryField {
  NODE("node"),
  NODE_NAME("nodeName"),
  SYSTEM_CONTAINERS("systemContainers"),
  START_TIME("startTime"),
  TIME("time"),
  NAME("name"),
  NAMESPACE("namespace"),
  UID("uid"),
  CPU("cpu"),
  USAGE_NANO_CORES("usageNanoCores"),
  USAGE_CORE_NANO_SECONDS("usageCoreNanoSeconds"),
  MEMORY("memory"),
  AVAILABLE_BYTES("availableBytes"),
  USAGE_BYTES("usageBytes"),
  WORKING_SET_BYTES("workingSetBytes"),
  RSS_BYTES("rssBytes"),
  PAGE_FAULTS("pageFaults"),
  MAJOR_PAGE_FAULTS("majorPageFaults"),
  IO("io"),
  PSI("psi"),
  FULL("full"),
  SOME("some"),
  TOTAL("total"),
  AVG10("avg10"),
  AVG60("avg60"),
  AVG300("avg300"),
  NETWORK("network"),
  RX_BYTES("rxBytes"),
  RX_ERRORS("rxErrors"),
  TX_BYTES("txBytes"),
  TX_ERRORS("txErrors"),
  INTERFACES("interfaces"),
  FS("fs"),
  CAPACITY_BYTES("capacityBytes"),
  USED_BYTES("usedBytes"),
  INODES_FREE("inodesFree"),
  INODES("inodes"),
  INODES_USED("inodesUsed"),
  RUNTIME("runtime"),
  IMAGE_FS("imageFs"),
  CONTAINER_FS("containerFs"),
  RLIMIT("rlimit"),
  MAXPID("maxpid"),
  CURPROC("curproc"),
  SWAP("swap"),
  SWAP_AVAILABLE_BYTES("swapAvailableBytes"),
  SWAP_USAGE_BYTES("swapUsageBytes"),
  PODS("pods"),
  POD_REF("podRef"),
  CONTAINERS("containers"),
  ROOTFS("rootfs"),
  LOGS("logs"),
  VOLUME("volume"),
  PVC_REF("pvcRef"),
  EPHEMERAL_STORAGE("ephemeral-storage"),
  PROCESS_STATS("process_stats"),
  PROCESS_COUNT("process_count");

  private final byte[] key;

  SummaryField(String name) {
    key = ("\"" + name + "\": ").getBytes(US_ASCII);
  }

  /** The quoted name, colon and space; not to be written to. */
  byte[] key() {
    return key;
  }
}
