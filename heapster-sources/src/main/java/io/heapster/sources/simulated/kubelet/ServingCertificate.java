package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.tls.KeyMaker;
import io.heapster.sources.simulated.tls.KeyPairs;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A self-signed certificate that is its own authority. One certificate serves all nodes, with the
 * addresses of the first {@link #NAMED_NODES} as subject alternative names: every handshake carries
 * it, and 5,000 addresses are 30 KB, at the limit of what a JDK client takes. Nodes beyond have to
 * be scraped without verification.
 */
public record ServingCertificate(KeyPairs keys) {
  /** Nodes that the certificate names. */
  public static final int NAMED_NODES = 1_000;

  private static final String ALIAS = "kubelet";

  /** Makes key and certificate. */
  public static ServingCertificate forNodes(List<SimulatedNode> nodes) {
    var names = new ArrayList<String>();
    names.add("localhost");
    for (SimulatedNode node : nodes.subList(0, Math.min(nodes.size(), NAMED_NODES))) {
      names.add(node.address());
    }
    return new ServingCertificate(new KeyMaker().server(ALIAS, "simulated-kubelet", names).make());
  }

  /** The certificate as PEM, to be trusted as an authority. */
  public String pem() {
    return keys.pem(ALIAS);
  }

  PemKeyCertOptions options() {
    return keys.options(ALIAS);
  }
}
