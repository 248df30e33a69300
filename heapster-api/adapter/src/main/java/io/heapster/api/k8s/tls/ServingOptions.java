package io.heapster.api.k8s.tls;

import java.util.List;

/**
 * Which certificate to serve with.
 *
 * @param certFile {@code --tls-cert-file}: PEM, the certificate and its intermediates; empty for a
 *     certificate made here
 * @param privateKeyFile {@code --tls-private-key-file}: PEM, its key
 * @param certDir {@code --cert-dir}: where a certificate made here is kept
 * @param names DNS names and addresses that a certificate made here is for, beside {@code
 *     localhost} and {@code 127.0.0.1}
 */
public record ServingOptions(
    String certFile, String privateKeyFile, String certDir, List<String> names) {
  public static final String DEFAULT_CERT_DIR = "apiserver.local.config/certificates";
  public static final ServingOptions DEFAULTS =
      new ServingOptions("", "", DEFAULT_CERT_DIR, List.of());

  public ServingOptions {
    names = List.copyOf(names);
    if (certFile.isEmpty() != privateKeyFile.isEmpty()) {
      throw new IllegalArgumentException(
          "--tls-cert-file \"%s\" and --tls-private-key-file \"%s\" work together only: give both"
                  .formatted(certFile, privateKeyFile)
              + " or neither");
    }
  }

  /**
   * The names by which a Service is called, for {@link #names}.
   *
   * @param service its name
   * @param namespace its namespace
   */
  public static List<String> namesOf(String service, String namespace) {
    String qualified = service + "." + namespace;
    return List.of(service, qualified, qualified + ".svc");
  }
}
