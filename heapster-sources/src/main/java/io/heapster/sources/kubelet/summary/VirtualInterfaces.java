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
          "veth", "cali", "cni", "docker", "flannel", "cilium", "lxc", "tunl", "br-", "virbr",
          "ifb", "dummy", "kube-", "vxlan", "geneve", "wg");

  private VirtualInterfaces() {}

  static boolean includes(String name) {
    if (name.equals(LOOPBACK) || name.equals(NODE_LOCAL_DNS)) {
      return true;
    }
    for (int i = 0; i < PREFIXES.size(); i++) {
      if (name.startsWith(PREFIXES.get(i))) {
        return true;
      }
    }
    return false;
  }
}
