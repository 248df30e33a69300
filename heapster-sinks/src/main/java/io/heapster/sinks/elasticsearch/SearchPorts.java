package io.heapster.sinks.elasticsearch;

import java.net.URI;

/** Which port a node listens at. */
final class SearchPorts {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private SearchPorts() {}

  /** As given, else that of the scheme. */
  static int of(URI node) {
    if (node.getPort() >= 0) {
      return node.getPort();
    }
    return "https".equals(node.getScheme()) ? HTTPS : HTTP;
  }
}
