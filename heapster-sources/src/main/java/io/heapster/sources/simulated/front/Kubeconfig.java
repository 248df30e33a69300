package io.heapster.sources.simulated.front;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** Writes what kubectl and other clients need to find a cluster and say who they are. */
final class Kubeconfig {
  private Kubeconfig() {}

  static String text(String url, String authority, Account current) {
    var text = new StringBuilder(2_048);
    text.append(
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: simulated
          cluster:
            server: %s
            certificate-authority-data: %s
        """
            .formatted(url, Base64.getEncoder().encodeToString(authority.getBytes(US_ASCII))));
    text.append("users:\n");
    for (Account each : Account.values()) {
      text.append("- name: %s\n  user: {token: %s}\n".formatted(each.label(), each.token()));
    }
    text.append("contexts:\n");
    for (Account each : Account.values()) {
      text.append(
          "- name: %1$s\n  context: {cluster: simulated, user: %1$s}\n".formatted(each.label()));
    }
    return text.append("current-context: ").append(current.label()).append('\n').toString();
  }
}
