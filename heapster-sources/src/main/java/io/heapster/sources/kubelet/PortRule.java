package io.heapster.sources.kubelet;

import io.heapster.core.config.Options;
import io.heapster.core.inventory.NodeInfo;

/**
 * Which port and scheme to call a kubelet at.
 *
 * @param port of all kubelets; {@link #AS_REPORTED} for the one each node's status names
 * @param scheme fixed, or following from the port
 */
public record PortRule(int port, Scheme scheme) {
  /** The port of each node's status. */
  public static final int AS_REPORTED = 0;

  private static final int SECURE = 10250;
  private static final int READ_ONLY = 10255;

  /** How to speak to a port. */
  public enum Scheme {
    /** HTTPS, but HTTP at the read-only port 10255. */
    BY_PORT,
    HTTP,
    HTTPS
  }

  /** What a node is called at. */
  record Binding(int port, boolean https) {}

  /**
   * Reads {@code kubeletPort} and {@code kubeletHttps}. As with Heapster, a port without a scheme
   * means HTTP; 10250 is the exception, where no kubelet has ever spoken it.
   */
  static PortRule from(Options options) {
    int port = (int) options.number("kubeletPort", AS_REPORTED, 1, 65_535);
    boolean https = options.flag("kubeletHttps", port == AS_REPORTED || port == SECURE);
    if (options.text("kubeletHttps").isPresent()) {
      return new PortRule(
          port == AS_REPORTED && !https ? READ_ONLY : port, https ? Scheme.HTTPS : Scheme.HTTP);
    }
    if (port == AS_REPORTED) {
      return new PortRule(port, Scheme.BY_PORT);
    }
    return new PortRule(port, https ? Scheme.HTTPS : Scheme.HTTP);
  }

  Binding of(NodeInfo node) {
    int reported = node.kubeletPort() == 0 ? SECURE : node.kubeletPort();
    int called = port == AS_REPORTED ? reported : port;
    return switch (scheme) {
      case BY_PORT -> new Binding(called, called != READ_ONLY);
      case HTTP -> new Binding(called, false);
      case HTTPS -> new Binding(called, true);
    };
  }
}
