package io.heapster.sources.simulated;

import java.util.OptionalInt;

/**
 * Where a running simulated cluster is found.
 *
 * @param api URL of the API server
 * @param kubeletPort of every node's kubelet over HTTP
 * @param firstKubelet URL of the first node's summary
 * @param secureApi URL of the API server over TLS; empty when that is off
 */
public record Addresses(
    String api, int kubeletPort, int httpsPort, String firstKubelet, String secureApi) {

  /** Port of every node's kubelet over HTTPS; empty when that is off. */
  public OptionalInt kubeletHttpsPort() {
    return httpsPort == Listeners.OFF ? OptionalInt.empty() : OptionalInt.of(httpsPort);
  }
}
