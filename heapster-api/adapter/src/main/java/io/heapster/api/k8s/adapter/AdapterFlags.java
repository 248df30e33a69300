package io.heapster.api.k8s.adapter;

import static io.heapster.api.k8s.adapter.Flag.ignored;
import static io.heapster.api.k8s.adapter.Flag.refused;
import static io.heapster.api.k8s.adapter.Flag.supported;

import io.heapster.api.k8s.adapter.Flag.Shape;
import io.heapster.api.k8s.tls.ServingOptions;
import java.util.ArrayList;
import java.util.List;

/** The flags that adapters of Kubernetes' metrics have, and what becomes of each here. */
final class AdapterFlags {
  private static final String NO_AUDIT =
      "no audit log is written here: kube-apiserver audits the requests it passes on";
  private static final String BY_ITSELF = "has no effect here";

  private static final List<Flag> SUPPORTED =
      List.of(
          supported("secure-port", Shape.WHOLE_NUMBER, "6443", "Port for HTTPS."),
          supported("bind-address", Shape.TEXT, "0.0.0.0", "Address to listen on."),
          supported(
              "cert-dir",
              Shape.TEXT,
              ServingOptions.DEFAULT_CERT_DIR,
              "Folder for a certificate made here, where no files are given."),
          supported("tls-cert-file", Shape.TEXT, "", "PEM file of the certificate; re-read."),
          supported("tls-private-key-file", Shape.TEXT, "", "PEM file of its key; re-read."),
          supported("tls-min-version", Shape.TEXT, "", "VersionTLS12 (usual) or VersionTLS13."),
          supported("tls-cipher-suites", Shape.LIST, "", "Suites of TLS 1.2, by IANA name."),
          supported("disable-http2-serving", Shape.SWITCH, "false", "Speak HTTP/1.1 only."),
          supported(
              "http2-max-streams-per-connection", Shape.WHOLE_NUMBER, "0", "0 for the usual 100."),
          supported("max-requests-inflight", Shape.WHOLE_NUMBER, "400", "More are answered 429."),
          supported("request-timeout", Shape.DURATION, "1m0s", "More time ends in 504."),
          supported(
              "shutdown-delay-duration",
              Shape.DURATION,
              "0s",
              "Between failing readiness and closing the port."),
          supported("authentication-kubeconfig", Shape.TEXT, "", "For token reviews."),
          supported("authentication-token-webhook-cache-ttl", Shape.DURATION, "10s", "Of reviews."),
          supported(
              "authentication-skip-lookup",
              Shape.SWITCH,
              "false",
              "Do not read the cluster's authentication settings."),
          supported(
              "authentication-tolerate-lookup-failure",
              Shape.SWITCH,
              "false",
              "Start without those settings where they cannot be read."),
          supported("client-ca-file", Shape.TEXT, "", "PEM file: who signs client certificates."),
          supported(
              "requestheader-client-ca-file", Shape.TEXT, "", "PEM file: who signs front proxies."),
          supported(
              "requestheader-allowed-names", Shape.LIST, "", "Common names of front proxies."),
          supported(
              "requestheader-username-headers", Shape.LIST, "x-remote-user", "Name of the user."),
          supported("requestheader-uid-headers", Shape.LIST, "", "Identifier of the user."),
          supported(
              "requestheader-group-headers", Shape.LIST, "x-remote-group", "Groups of the user."),
          supported(
              "requestheader-extra-headers-prefix", Shape.LIST, "x-remote-extra-", "Other facts."),
          supported("authorization-kubeconfig", Shape.TEXT, "", "For access reviews."),
          supported(
              "authorization-webhook-cache-authorized-ttl", Shape.DURATION, "10s", "Of a yes."),
          supported(
              "authorization-webhook-cache-unauthorized-ttl", Shape.DURATION, "10s", "Of a no."),
          supported(
              "authorization-always-allow-paths",
              Shape.LIST,
              "/healthz,/readyz,/livez",
              "Paths that everybody may ask."),
          supported("lister-kubeconfig", Shape.TEXT, "", "For listing objects and their kinds."),
          supported(
              "discovery-interval",
              Shape.DURATION,
              "10m0s",
              "Between two looks at the cluster's kinds of objects."),
          supported("help", Shape.SWITCH, "false", "Show this and end."));

  private static final List<Flag> OTHERS =
      List.of(
          ignored("profiling", Shape.SWITCH, "the JDK's flight recorder profiles this process"),
          ignored("contention-profiling", Shape.SWITCH, "see profiling"),
          ignored("debug-socket-path", Shape.TEXT, "see profiling"),
          ignored("enable-priority-and-fairness", Shape.SWITCH, "max-requests-inflight rules"),
          ignored("max-mutating-requests-inflight", Shape.WHOLE_NUMBER, "nothing is changed here"),
          ignored("client-qps", Shape.TEXT, BY_ITSELF),
          ignored("client-burst", Shape.WHOLE_NUMBER, BY_ITSELF),
          ignored("permit-port-sharing", Shape.SWITCH, BY_ITSELF),
          ignored("permit-address-sharing", Shape.SWITCH, BY_ITSELF),
          ignored("v", Shape.WHOLE_NUMBER, "the log is configured by the logging library"),
          ignored("vmodule", Shape.TEXT, "see v"),
          ignored("log-flush-frequency", Shape.DURATION, "see v"),
          ignored("logging-format", Shape.TEXT, "see v"),
          ignored("feature-gates", Shape.LIST, BY_ITSELF),
          refused("tls-sni-cert-key", Shape.LIST, "one certificate is served; put all names in it"),
          refused("audit-policy-file", Shape.TEXT, NO_AUDIT),
          refused("audit-log-path", Shape.TEXT, NO_AUDIT),
          refused("audit-webhook-config-file", Shape.TEXT, NO_AUDIT),
          refused(
              "egress-selector-config-file",
              Shape.TEXT,
              "connections are made directly; leave out"));

  private static final List<String> AUDIT_DETAILS =
      List.of(
          "audit-log-maxage",
          "audit-log-maxbackup",
          "audit-log-maxsize",
          "audit-log-format",
          "audit-log-compress",
          "audit-log-version",
          "audit-log-mode",
          "audit-webhook-mode",
          "audit-webhook-initial-backoff",
          "audit-webhook-version");

  private AdapterFlags() {}

  /** All of them, in the order of the help. */
  static List<Flag> all() {
    var all = new ArrayList<>(SUPPORTED);
    all.addAll(OTHERS);
    for (String detail : AUDIT_DETAILS) {
      all.add(ignored(detail, Shape.TEXT, NO_AUDIT));
    }
    return all;
  }
}
