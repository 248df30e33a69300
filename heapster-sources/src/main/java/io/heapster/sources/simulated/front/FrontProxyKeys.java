package io.heapster.sources.simulated.front;

import io.heapster.sources.simulated.tls.KeyMaker;
import io.heapster.sources.simulated.tls.KeyPairs;
import java.util.List;
import java.util.Map;

/**
 * The certificates of the front: its own, the authority of front proxies and the certificate with
 * which it shows backends that it is one.
 */
record FrontProxyKeys(KeyPairs keys) {
  static final String SERVING = "serving";
  static final String CLIENT = "front-proxy-client";
  private static final String AUTHORITY = "front-proxy-ca";

  /** Makes them. */
  static FrontProxyKeys make() {
    var names = List.of("localhost", "kubernetes.default.svc", "127.0.0.1");
    return new FrontProxyKeys(
        new KeyMaker()
            .server(SERVING, "simulated-apiserver", names)
            .authority(AUTHORITY, "front-proxy-ca")
            .client(CLIENT, CLIENT, AUTHORITY)
            .make());
  }

  /** By which clients verify the front, PEM. */
  String servingAuthority() {
    return keys.pem(SERVING);
  }

  /** What {@code extension-apiserver-authentication} tells backends. */
  Map<String, String> published() {
    return Map.of(
        "requestheader-client-ca-file", keys.pem(AUTHORITY),
        "requestheader-allowed-names", "[\"" + CLIENT + "\"]",
        "requestheader-username-headers", "[\"X-Remote-User\"]",
        "requestheader-group-headers", "[\"X-Remote-Group\"]",
        "requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
  }
}
