package io.heapster.api.k8s.server;

/**
 * Where and how connections are taken.
 *
 * @param host address to bind; empty for all
 * @param port 0 for any free one
 * @param http2 whether HTTP/2 is offered beside HTTP/1.1
 * @param streamsPerConnection of HTTP/2 at once; 0 for the usual 100
 */
public record ListenerSettings(
    String host, int port, TlsRules tls, boolean http2, int streamsPerConnection) {
  private static final int USUAL_STREAMS = 100;

  public ListenerSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("--secure-port " + port + ": give 0 to 65535");
    }
    if (streamsPerConnection < 0) {
      throw new IllegalArgumentException(
          "--http2-max-streams-per-connection " + streamsPerConnection + ": give 0 or more");
    }
  }

  /** TLS 1.2 or newer, HTTP/2 and HTTP/1.1. */
  public static ListenerSettings of(String host, int port) {
    return new ListenerSettings(host, port, TlsRules.USUAL, true, 0);
  }

  /** These settings, on any port that is free. */
  public ListenerSettings onFreePort() {
    return new ListenerSettings(host, 0, tls, http2, streamsPerConnection);
  }

  int streams() {
    return streamsPerConnection == 0 ? USUAL_STREAMS : streamsPerConnection;
  }
}
