package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;
import java.util.Optional;

/**
 * Where one kubelet is called.
 *
 * @param address IP literal or name
 * @param serverName for the Host header and the certificate; IPv6 literals in brackets
 */
record KubeletTarget(String address, int port, boolean https, String serverName) {

  /** Where to call a node's kubelet; empty when it has no usable address. */
  static Optional<KubeletTarget> of(NodeInfo node, KubeletConfig config) {
    PortRule.Binding binding = config.ports().of(node);
    return config
        .addresses()
        .of(node)
        .map(address ->
            new KubeletTarget(
                address,
                binding.port(),
                binding.https(),
                config.tls().serverName() == TlsRule.ServerName.NODE
                    ? node.name()
                    : bracketed(address)));
  }

  /** For messages, e.g. {@code https://10.0.0.7:10250}. */
  String text() {
    return (https ? "https://" : "http://") + bracketed(address) + ":" + port;
  }

  private static String bracketed(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }
}
