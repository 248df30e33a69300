package io.heapster.api.k8s.forward;

import io.heapster.api.k8s.groups.routing.MetricRule;
import java.net.URI;
import java.time.Duration;

/**
 * Another adapter, and which metrics are asked of it. In text, e.g. on a command line:
 *
 * <pre>
 * queue_.*=https://keda-metrics.keda:443;ca-file=/ca.crt;token-file=/token
 * </pre>
 *
 * @param pattern a regular expression for whole names of metrics
 * @param url of the other server, maybe with a path in front of {@code /apis}; without a slash at
 *     its end
 */
public record ForwardTarget(String pattern, URI url, Trust trust, Limits limits) {

  /**
   * How the two servers know each other. Empty where not given. Files are read again when they
   * change.
   *
   * @param caFile PEM file of those who may sign the other server's certificate; else those that
   *     the Java runtime trusts
   * @param insecure whether any certificate will do
   * @param certFile PEM file of the certificate that is shown to the other server
   * @param keyFile PEM file of its key
   * @param tokenFile holds a bearer token
   */
  public record Trust(
      String caFile, boolean insecure, String certFile, String keyFile, String tokenFile) {
    public static final Trust USUAL = new Trust("", false, "", "", "");

    public Trust {
      if (certFile.isEmpty() != keyFile.isEmpty()) {
        throw new IllegalArgumentException("cert-file and key-file belong together, give both");
      }
      if (insecure && !caFile.isEmpty()) {
        throw new IllegalArgumentException(
            "ca-file and insecure-skip-tls-verify exclude each other, leave one out");
      }
      if (insecure && !tokenFile.isEmpty()) {
        throw new IllegalArgumentException(
            "with insecure-skip-tls-verify the token would go to whoever answers; give ca-file"
                + " instead");
      }
    }
  }

  /**
   * What is not exceeded.
   *
   * @param timeout of one answer, from the connection to its last byte
   * @param discoveryInterval between two looks at the other's list of metrics
   * @param maxBodyBytes of one answer
   */
  public record Limits(Duration timeout, Duration discoveryInterval, int maxBodyBytes) {
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 4 << 20);

    public Limits {
      if (!timeout.isPositive() || !discoveryInterval.isPositive() || maxBodyBytes <= 0) {
        throw new IllegalArgumentException(
            "timeout %s, discovery-interval %s and max-body-bytes %d must be above 0"
                .formatted(timeout, discoveryInterval, maxBodyBytes));
      }
    }
  }

  public ForwardTarget {
    if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "\"" + url + "\" is no address of a server: write https://host:port");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address of " + url.getHost() + " must have no user, query or fragment");
    }
    url = URI.create(url.toString().replaceAll("/+$", ""));
    MetricRule.named(pattern);
  }

  /**
   * Reads {@code <pattern>=<https URL>[;<option>=<value>]...}. Options: {@code ca-file}, {@code
   * insecure-skip-tls-verify}, {@code cert-file}, {@code key-file}, {@code token-file}, {@code
   * timeout}, {@code discovery-interval}, {@code max-body-bytes}.
   *
   * @throws IllegalArgumentException naming the text, all that is wrong and what to write
   */
  public static ForwardTarget parse(String text) {
    return new TargetParser(text).target();
  }

  /** The metrics that are asked of this target. */
  public MetricRule rule() {
    return MetricRule.named(pattern);
  }

  /** For logs and messages: host, port and path of the other server. */
  public String label() {
    return url.toString().substring("https://".length());
  }
}
