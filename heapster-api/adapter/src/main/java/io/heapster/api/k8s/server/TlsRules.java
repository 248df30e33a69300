package io.heapster.api.k8s.server;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Which TLS is spoken.
 *
 * @param protocols newest last, e.g. {@code TLSv1.2}
 * @param cipherSuites of TLS 1.2, preferred first; empty for the JDK's own choice. Those of TLS 1.3
 *     are always on
 */
public record TlsRules(List<String> protocols, List<String> cipherSuites) {
  /** TLS 1.2 and 1.3. */
  public static final TlsRules USUAL = new TlsRules(List.of("TLSv1.2", "TLSv1.3"), List.of());

  public TlsRules {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }

  /**
   * Reads the values of Kubernetes' flags.
   *
   * @param minimum e.g. {@code VersionTLS12}; empty for it
   * @param cipherSuites by the names of IANA
   * @throws IllegalArgumentException naming all that is wrong
   */
  public static TlsRules of(String minimum, List<String> cipherSuites) {
    var problems = new ArrayList<String>();
    List<String> protocols =
        switch (minimum) {
          // Older ones are switched off in the JDK, so that the least it can do is 1.2.
          case "", "VersionTLS10", "VersionTLS11", "VersionTLS12" -> USUAL.protocols();
          case "VersionTLS13" -> List.of("TLSv1.3");
          default -> {
            problems.add(
                "--tls-min-version \"" + minimum + "\": give VersionTLS12 or VersionTLS13");
            yield USUAL.protocols();
          }
        };
    Set<String> known = knownSuites();
    for (String suite : cipherSuites) {
      if (!known.contains(javaName(suite))) {
        problems.add(
            "--tls-cipher-suites \""
                + suite
                + "\": not known to this Java runtime; it knows "
                + String.join(", ", known));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new TlsRules(protocols, cipherSuites.stream().map(TlsRules::javaName).toList());
  }

  /** All suites to switch on; empty for the JDK's own choice. */
  Set<String> enabledSuites() {
    if (cipherSuites.isEmpty()) {
      return Set.of();
    }
    var enabled = new LinkedHashSet<String>();
    for (String suite : knownSuites()) {
      if (suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_")) {
        enabled.add(suite);
      }
    }
    enabled.addAll(cipherSuites);
    return enabled;
  }

  /** Go has short names for two suites. */
  private static String javaName(String suite) {
    return suite.endsWith("_CHACHA20_POLY1305") ? suite + "_SHA256" : suite;
  }

  private static Set<String> knownSuites() {
    try {
      var known = new LinkedHashSet<String>();
      known.addAll(
          Arrays.asList(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()));
      known.remove("TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
      return known;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime speaks no TLS", e);
    }
  }
}
