package io.heapster.sources.kubelet;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to a kubelet, and whom we trust when the configuration names no authorities.
 *
 * @param token bearer token; asked for once a tick on the tick thread, so that it may rotate; sent
 *     over HTTPS only
 * @param authoritiesPem the API server's certificate authorities; null for the system's
 * @param certificatePem client certificate; null for none
 * @param keyPem its private key; null for none
 */
public record KubeletCredentials(
    Supplier<Optional<String>> token,
    @Nullable String authoritiesPem,
    @Nullable String certificatePem,
    @Nullable String keyPem) {

  /** Nobody in particular. */
  public static final KubeletCredentials NONE =
      new KubeletCredentials(Optional::empty, null, null, null);

  /** Names no secret. */
  @Override
  public String toString() {
    return "KubeletCredentials[certificate=" + (certificatePem != null) + "]";
  }
}
