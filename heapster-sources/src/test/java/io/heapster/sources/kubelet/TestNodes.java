package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeAddress;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.model.Labels;
import java.util.List;

/** Node objects for tests. */
public final class TestNodes {
  private TestNodes() {}

  /** A Ready node that is called at one address. */
  public static NodeInfo node(String name, String address, int port) {
    return node(name, List.of(new NodeAddress("InternalIP", address)), port, true);
  }

  /** A node with any addresses. */
  public static NodeInfo node(String name, List<NodeAddress> addresses, int port, boolean ready) {
    return new NodeInfo(
        name,
        "uid-" + name,
        Labels.EMPTY,
        "host-" + name,
        "",
        addresses,
        ready,
        true,
        port,
        NodeResources.NONE,
        NodeResources.NONE);
  }
}
