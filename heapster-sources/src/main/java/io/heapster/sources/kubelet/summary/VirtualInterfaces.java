package io.heapster.sources.kubelet.summary;

import java.util.List;

/**
 * Network interfaces of a node that carry what others carry too: loopback, bridges, tunnels, the
 * node's ends of pod links. Told by the names that container networks give them.
 */
final class VirtualInterfaces {
  static final String LOOPBACK = "lo";

  private static final String NODE_LOCAL_DNS = "nodelocaldns";
  private static final List<String> PREFIXES =
      List.of(
          "veth", "eni", "azv", "gke", "cali", "cni", "docker", "flannel", "cilium", "lxc", "weave",
          "antrea", "ovs", "ovn", "tunl", "gre", "sit", "ip6", "erspan", "br-", "virbr", "ifb",
          "dummy", "kube-", "vxlan", "geneve", "genev_", "wg");
  private static final List<String> BONDS = List.of("bond", "team");
  private static final List<String> LIKELY_SLAVES = List.of("eth", "en");

  private VirtualInterfaces() {}

  static boolean includes(String name) {
    return name.equals(LOOPBACK) || name.equals(NODE_LOCAL_DNS) || startsWithOne(name, PREFIXES);
  }

  /** Whether an interface bundles others, and counts what they carry. */
  static boolean isBond(String name) {
    return startsWithOne(name, BONDS);
  }

  /** Whether an interface is likely to be in a bond, given that there is one. */
  static boolean isLikelySlave(String name) {
    return startsWithOne(name, LIKELY_SLAVES);
  }

  /** The interface that a VLAN's name says it is on; empty for a name that is none of a VLAN. */
  static String parentOfVlan(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private static boolean startsWithOne(String name, List<String> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (name.startsWith(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }
}
