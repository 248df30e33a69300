package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.DeviceValues;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an object {@code network}: the counters of the default interface, and those of all
 * interfaces. Kubelets know the default interface by the name {@code eth0} only; where it has
 * another name its counters are missing, and the sum over the real interfaces takes their place.
 *
 * <p>Such a sum has no memory: when an interface comes or goes between two scrapes, it jumps by all
 * that this interface ever carried. A sum that falls gives no rate, as any counter; one that grows
 * gives one rate that is too high by what the newcomer carried before. The interfaces' own counters
 * have no such jump.
 */
final class NetworkReader {
  private static final int RECEIVED_BYTES = 0;
  private static final Metric[] TOTAL = {
    PlainMetrics.NETWORK_RX,
    PlainMetrics.NETWORK_RX_ERRORS,
    PlainMetrics.NETWORK_TX,
    PlainMetrics.NETWORK_TX_ERRORS
  };
  private static final Metric[] PER_INTERFACE = {
    LabeledMetrics.INTERFACE_RX,
    LabeledMetrics.INTERFACE_RX_ERRORS,
    LabeledMetrics.INTERFACE_TX,
    LabeledMetrics.INTERFACE_TX_ERRORS
  };

  private static final class Interface {
    private String name = "";
    private final DeviceValues values = new DeviceValues();

    private void clear() {
      name = "";
      values.clear();
    }
  }

  private final DeviceIndex devices;
  private final boolean ofNode;
  private final Interface defaultInterface = new Interface();
  private final List<Interface> interfaces = new ArrayList<>();
  private int interfaceCount;

  private NetworkReader(DeviceIndex devices, boolean ofNode) {
    this.devices = devices;
    this.ofNode = ofNode;
  }

  static NetworkReader ofNode(DeviceIndex devices) {
    return new NetworkReader(devices, true);
  }

  /** In a pod's own network every interface but loopback leads out of it. */
  static NetworkReader ofPod(DeviceIndex devices) {
    return new NetworkReader(devices, false);
  }

  /**
   * @return the sample's time in epoch nanoseconds, 0 when there is none
   */
  long read(JsonAnswer in, int entity) throws MalformedAnswerException {
    long timeNanos = 0;
    if (!in.enterObject()) {
      return timeNanos;
    }
    defaultInterface.clear();
    interfaceCount = 0;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "time" -> timeNanos = in.readTime();
        case "interfaces" -> readInterfaces(in);
        default -> readField(in, field, defaultInterface);
      }
    }
    write(in, entity);
    return timeNanos;
  }

  private void readInterfaces(JsonAnswer in) throws MalformedAnswerException {
    interfaceCount = 0;
    if (!in.enterArray()) {
      return;
    }
    while (in.enterElement()) {
      if (interfaceCount == interfaces.size()) {
        interfaces.add(new Interface());
      }
      Interface each = interfaces.get(interfaceCount);
      each.clear();
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        readField(in, field, each);
      }
      if (each.name.isEmpty()) {
        in.sample().countMalformed();
      } else {
        interfaceCount++;
      }
    }
  }

  private static void readField(JsonAnswer in, String field, Interface into)
      throws MalformedAnswerException {
    switch (field) {
      case "name" -> into.name = in.readName();
      case "rxBytes" -> into.values.read(in, RECEIVED_BYTES);
      case "rxErrors" -> into.values.read(in, 1);
      case "txBytes" -> into.values.read(in, 2);
      case "txErrors" -> into.values.read(in, 3);
      default -> in.skip();
    }
  }

  private void write(JsonAnswer in, int entity) {
    if (defaultInterface.values.isEmpty()) {
      sumRealInterfaces();
    }
    defaultInterface.values.put(in.sample(), entity, TOTAL);
    if (tellsMoreThanTheDefault()) {
      for (int i = 0; i < interfaceCount; i++) {
        Interface each = interfaces.get(i);
        int series = devices.series(entity, in.names().devices().networkInterface(each.name));
        each.values.putSeries(in.sample(), series, PER_INTERFACE);
      }
    }
  }

  private void sumRealInterfaces() {
    boolean bonded = ofNode && hasBond();
    Set<String> parents = ofNode ? parentsOfVlans() : Set.of();
    for (int i = 0; i < interfaceCount; i++) {
      Interface each = interfaces.get(i);
      boolean isInBond = bonded && VirtualInterfaces.isLikelySlave(each.name);
      boolean isOnOther = parents.contains(VirtualInterfaces.parentOfVlan(each.name));
      if (isReal(each.name) && !isInBond && !isOnOther) {
        defaultInterface.values.add(each.values);
      }
    }
  }

  private boolean isReal(String name) {
    return ofNode ? !VirtualInterfaces.includes(name) : !name.equals(VirtualInterfaces.LOOPBACK);
  }

  /** Whether some bond is in use; Linux makes one that is not when it loads the module. */
  private boolean hasBond() {
    for (int i = 0; i < interfaceCount; i++) {
      Interface each = interfaces.get(i);
      if (VirtualInterfaces.isBond(each.name) && each.values.at(RECEIVED_BYTES) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The interfaces that VLANs are on and which are listed themselves; mostly none. */
  private Set<String> parentsOfVlans() {
    Set<String> parents = Set.of();
    for (int i = 0; i < interfaceCount; i++) {
      String parent = VirtualInterfaces.parentOfVlan(interfaces.get(i).name);
      if (!parent.isEmpty()) {
        parents = parents.isEmpty() ? new HashSet<>() : parents;
        parents.add(parent);
      }
    }
    if (!parents.isEmpty()) {
      Set<String> listed = HashSet.newHashSet(interfaceCount);
      for (int i = 0; i < interfaceCount; i++) {
        listed.add(interfaces.get(i).name);
      }
      parents.retainAll(listed);
    }
    return parents;
  }

  private boolean tellsMoreThanTheDefault() {
    for (int i = 0; i < interfaceCount; i++) {
      if (!interfaces.get(i).name.equals(defaultInterface.name)) {
        return true;
      }
    }
    return false;
  }
}
