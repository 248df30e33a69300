package io.heapster.sources.simulated.world;

import io.heapster.sources.simulated.world.Scramble.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster as a pure function of shape, faults and time: the same question has the same answer
 * always and everywhere. Times are epoch seconds, the grain of the kubelet's wire. Immutable.
 */
public final class SimulatedCluster {
  private final ClusterShape shape;
  private final Faults faults;
  private final Workloads workloads;
  private final Slots slots;
  private final List<SimulatedNode> nodes;
  private final Cadence churn;
  private final Cadence restarts;
  private final int faultStride;
  private final int faultOffset;

  /** A cluster whose faults are in force since its epoch. */
  public SimulatedCluster(ClusterShape shape, Faults faults) {
    this.shape = shape;
    this.faults = faults;
    workloads = new Workloads(shape);
    slots = new Slots(shape, workloads);
    nodes = new Machines(shape, slots).all();
    long epoch = shape.epoch().getEpochSecond();
    churn = Cadence.NEVER.from(epoch, faults.podLifetime());
    restarts = Cadence.NEVER.from(epoch, faults.containerLifetime());
    faultStride = strideThrough(shape.nodes());
    faultOffset = Scramble.below(shape.nodes(), Scramble.bits(shape.seed(), Topic.FAULT, 0, 0));
  }

  private SimulatedCluster(SimulatedCluster before, Faults faults, long since) {
    shape = before.shape;
    this.faults = faults;
    workloads = before.workloads;
    slots = before.slots;
    nodes = before.nodes;
    churn = before.churn.from(since, faults.podLifetime());
    restarts = before.restarts.from(since, faults.containerLifetime());
    faultStride = before.faultStride;
    faultOffset = before.faultOffset;
  }

  /** The same cluster with other faults from a moment on; pods and restarts until then stay. */
  public SimulatedCluster withFaults(Faults other, Instant since) {
    return new SimulatedCluster(this, other, since.getEpochSecond());
  }

  public ClusterShape shape() {
    return shape;
  }

  public Faults faults() {
    return faults;
  }

  /** In order of their index. */
  public List<SimulatedNode> nodes() {
    return nodes;
  }

  /** {@code kube-system} first. */
  public List<String> namespaces() {
    return workloads.namespaces();
  }

  /** Index of the node whose kubelet has the address; -1 when there is none. */
  public int nodeAt(byte[] address) {
    int index = SimulatedNode.indexAt(address);
    return index < nodes.size() ? index : -1;
  }

  /** What is wrong with a node. */
  public NodeFault fault(int node) {
    long rank = ((long) node * faultStride + faultOffset) % nodes.size();
    return faults.atRank((int) rank, nodes.size());
  }

  /** Indexes of the nodes with a fault, ascending. */
  public List<Integer> nodesWith(NodeFault fault) {
    var found = new ArrayList<Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      if (fault(i) == fault) {
        found.add(i);
      }
    }
    return List.copyOf(found);
  }

  /** When a node measured last, at or before the second. */
  public long sampleSecond(int node, long second) {
    long interval = shape.sampleInterval().toSeconds();
    if (interval == 0) {
      return second;
    }
    long bits = Scramble.bits(shape.seed(), Topic.SAMPLING, node, 0);
    return second - Math.floorMod(second + Long.remainderUnsigned(bits, interval), interval);
  }

  /** Who runs on a node at a second, one pod a slot. */
  public List<SimulatedPod> pods(int node, long second) {
    var pods = new ArrayList<SimulatedPod>(shape.podsPerNode());
    for (int slot = 0; slot < shape.podsPerNode(); slot++) {
      pods.add(pod(node, slot, second));
    }
    return pods;
  }

  /** Who runs in a slot at a second. */
  public SimulatedPod pod(int node, int slot, long second) {
    long ordinal = slots.ordinal(node, slot);
    long generation = churn.count(second, churnBits(ordinal));
    long born = churn.last(second, churnBits(ordinal));
    long start = born == Cadence.NO_EVENT ? firstStart(ordinal) : born;
    long changed = start;
    var containers = new ArrayList<SimulatedContainer>(shape.containersPerPod());
    for (int i = 0; i < shape.containersPerPod(); i++) {
      SimulatedContainer container = container(node, slot, i, start, second);
      containers.add(container);
      changed = Math.max(changed, container.start());
    }
    return pod(node, slot, generation, start, changed, containers);
  }

  private SimulatedPod pod(
      int node,
      int slot,
      long generation,
      long start,
      long changed,
      List<SimulatedContainer> containers) {
    long ordinal = slots.ordinal(node, slot);
    Workload workload = slots.workload(node, slot);
    long number = ordinal + generation * shape.nodes() * shape.podsPerNode();
    return new SimulatedPod(
        node,
        slot,
        generation,
        workload,
        workload.podNamePrefix() + PodNames.suffix(number),
        PodNames.uid(
            Scramble.bits(shape.seed(), Topic.POD, ordinal, generation),
            Scramble.bits(shape.seed(), Topic.POD_UID, ordinal, generation)),
        workload.hostNetwork() ? nodes.get(node).address() : podAddress(node, slot, generation),
        start,
        changed,
        slots.traffic(node, slot),
        containers);
  }

  private SimulatedContainer container(int node, int slot, int index, long podStart, long second) {
    long ordinal = slots.ordinal(node, slot);
    long bits = Scramble.bits(shape.seed(), Topic.RESTART, ordinal, index);
    long restarted = restarts.count(second, bits) - restarts.count(podStart, bits);
    long start = restarted > 0 ? restarts.last(second, bits) : podStart;
    int inherited = podStart < shape.epoch().getEpochSecond() ? inheritedRestarts(bits) : 0;
    return new SimulatedContainer(
        slots.workload(node, slot).containers().get(index),
        slots.load(node, slot, index),
        start,
        (int) restarted + inherited);
  }

  /** Whether pods or containers may change in the time after a second (exclusive). */
  public boolean isQuiet() {
    return churn.isNever() && restarts.isNever();
  }

  /** Whether a slot's pod changed after the one second, up to and at the other. */
  public boolean hasChanged(int node, int slot, long after, long until) {
    long ordinal = slots.ordinal(node, slot);
    if (churn.last(until, churnBits(ordinal)) > after) {
      return true;
    }
    for (int i = 0; i < shape.containersPerPod(); i++) {
      long bits = Scramble.bits(shape.seed(), Topic.RESTART, ordinal, i);
      if (restarts.last(until, bits) > after) {
        return true;
      }
    }
    return false;
  }

  /** What a scrape at a second must find. */
  public Truth truth(long second) {
    return new Truth(this, second);
  }

  private long churnBits(long ordinal) {
    return Scramble.bits(shape.seed(), Topic.CHURN, ordinal, 0);
  }

  private long firstStart(long ordinal) {
    long bits = Scramble.bits(shape.seed(), Topic.POD_START, ordinal, 0);
    return shape.epoch().getEpochSecond() - 3_600 - Scramble.below(3 * 86_400, bits);
  }

  private static int inheritedRestarts(long bits) {
    return Scramble.below(20, bits) == 0 ? 1 + Scramble.below(5, bits >>> 8) : 0;
  }

  private String podAddress(int node, int slot, long generation) {
    long host = 2 + (slot + generation * shape.podsPerNode()) % 250;
    return "10." + (64 + node / 256) % 256 + "." + node % 256 + "." + host;
  }

  /** A step that visits every node once, and neighbours far apart. */
  private static int strideThrough(int nodes) {
    int stride = Math.max(1, (int) (nodes * 0.618));
    while (gcd(stride, nodes) != 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int left, int right) {
    return right == 0 ? left : gcd(right, left % right);
  }
}
