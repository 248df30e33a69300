package io.heapster.sources.kubelet;

import io.heapster.core.config.Options;

/**
 * How kubelets are found and called, as the options of a source URI tell.
 *
 * @param skipNotReady whether nodes that are not Ready are left alone; they are asked by default,
 *     because a node often still answers while its Ready condition is late
 */
public record KubeletConfig(
    PortRule ports, AddressRule addresses, TlsRule tls, ScrapeLimits limits, boolean skipNotReady) {

  /**
   * Reads {@code kubeletPort, kubeletHttps, preferredAddressTypes, insecure, kubeletCa,
   * tlsServerName, concurrency, nodeTimeout, connectTimeout, maxAnswerBytes, maxGatheredBytes,
   * skipNotReady}. Mistakes are left in {@code options}.
   */
  public static KubeletConfig from(Options options) {
    return new KubeletConfig(
        PortRule.from(options),
        AddressRule.from(options),
        TlsRule.from(options),
        ScrapeLimits.from(options),
        options.flag("skipNotReady", false));
  }
}
