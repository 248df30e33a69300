package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.tls.KeyMaker;
import io.heapster.sources.simulated.tls.KeyPairs;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.vertx.core.net.PfxOptions;
import java.util.List;
import java.util.stream.Collectors;

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

  /**
   * Makes key and certificate; takes about a second.
   *
   * @throws IllegalStateException when keytool is missing or fails, with what it said
   */
  public static ServingCertificate forNodes(List<SimulatedNode> nodes) {
    String names =
        nodes.stream()
            .limit(NAMED_NODES)
            .map(node -> "ip:" + node.address())
            .collect(Collectors.joining(",", "san=dns:localhost,", ""));
    return new ServingCertificate(
        new KeyMaker().authority(ALIAS, "simulated-kubelet", names).make());
  }

  /** The certificate as PEM, to be trusted as an authority. */
  public String pem() {
    return keys.pem(ALIAS);
  }

  PfxOptions options() {
    return keys.options(ALIAS);
  }
}
