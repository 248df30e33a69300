package io.heapster.sources.simulated;

/**
 * The ports of a simulated cluster; 0 for any free one.
 *
 * @param apiPort of the API server, HTTP on 127.0.0.1
 * @param kubeletPort of all kubelets over HTTP
 * @param kubeletHttpsPort of all kubelets over HTTPS; {@link #OFF} for none
 * @param secureApiPort of the API server over TLS, with users and servers behind it; {@link #OFF}
 *     for none
 * @param token that requests to kubelets must bear; empty for none
 */
public record Listeners(
    int apiPort, int kubeletPort, int kubeletHttpsPort, int secureApiPort, String token) {
  /** No listener. */
  public static final int OFF = -1;

  /** Free ports, no HTTPS, no token. */
  public static Listeners anywhere() {
    return new Listeners(0, 0, OFF, OFF, "");
  }

  /** With HTTPS on a port; nodes then tell this port in their status. */
  public Listeners withHttps(int port) {
    return new Listeners(apiPort, kubeletPort, port, secureApiPort, token);
  }

  public Listeners withApi(int port) {
    return new Listeners(port, kubeletPort, kubeletHttpsPort, secureApiPort, token);
  }

  public Listeners withKubelets(int port) {
    return new Listeners(apiPort, port, kubeletHttpsPort, secureApiPort, token);
  }

  public Listeners withToken(String bearer) {
    return new Listeners(apiPort, kubeletPort, kubeletHttpsPort, secureApiPort, bearer);
  }

  /** With an API server over TLS, too. */
  public Listeners withSecureApi(int port) {
    return new Listeners(apiPort, kubeletPort, kubeletHttpsPort, port, token);
  }
}
