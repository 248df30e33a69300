package io.heapster.app.config;

import java.util.List;

/**
 * The settings of Kubernetes' metrics APIs, under the names that API servers of Kubernetes give
 * them. All in {@link #SERVER} are handed on as they are.
 */
final class MetricsApiSettings {
  private static final String FORWARD_NOTE =
      "A regular expression for whole names, `=`, an https address, options:"
          + " `queue_.*=https://keda:443;ca-file=/ca.crt;token-file=/token`. May be repeated; unlike in other"
          + " lists, commas belong to the value.";

  static final Setting SECURE_PORT =
      setting("secure-port", SettingType.NUMBER, "6443", "HTTPS port of the metrics APIs; 0 is off")
          .note(
              "Outside of a cluster it stays off unless `--authentication-kubeconfig` says where"
                  + " callers' tokens are reviewed.");
  static final Setting RESOLUTION =
      setting(
              "metrics-api-resolution",
              SettingType.DURATION,
              "15s",
              "how often CPU and memory are read for metrics.k8s.io")
          .note("From 10s. Apart from `--metric-resolution`, which is the distance of ticks.");

  static final Setting CUSTOM_FORWARD =
      setting(
              "custom-metrics-forward",
              SettingType.LIST,
              "",
              "another adapter, for metrics that the daemon does not have")
          .note(FORWARD_NOTE);
  static final Setting EXTERNAL_FORWARD =
      setting("external-metrics-forward", SettingType.LIST, "", "the same for external metrics")
          .note(FORWARD_NOTE);

  /** Handed on. */
  static final List<Setting> SERVER =
      List.of(
          server("bind-address", SettingType.TEXT, "0.0.0.0", "address of the secure port"),
          server(
                  "cert-dir",
                  SettingType.TEXT,
                  "apiserver.local.config/certificates",
                  "folder for a certificate made here")
              .note("Used when no `--tls-cert-file` is given. Each replica needs its own."),
          server("tls-cert-file", SettingType.TEXT, "", "PEM certificate of the secure port"),
          server("tls-private-key-file", SettingType.TEXT, "", "PEM key of the certificate")
              .note("Both are read again when they change."),
          server("tls-min-version", SettingType.TEXT, "", "VersionTLS12 or VersionTLS13"),
          server("tls-cipher-suites", SettingType.LIST, "", "suites of TLS 1.2, by IANA name"),
          server("disable-http2-serving", SettingType.FLAG, "false", "speak HTTP/1.1 only"),
          server(
              "http2-max-streams-per-connection",
              SettingType.NUMBER,
              "0",
              "requests at once on a connection; 0 for the usual 100"),
          server("max-requests-inflight", SettingType.NUMBER, "400", "more are answered 429"),
          server(
              "request-timeout", SettingType.DURATION, "1m", "what takes longer is answered 504"),
          server(
                  "shutdown-delay-duration",
                  SettingType.DURATION,
                  "0s",
                  "between failing readiness and closing the port")
              .note("The whole daemon has 8s to stop."),
          server(
              "authentication-kubeconfig",
              SettingType.TEXT,
              "",
              "for TokenReviews; the pod's account when empty"),
          server(
              "authentication-token-webhook-cache-ttl",
              SettingType.DURATION,
              "10s",
              "how long a review of a token holds"),
          server(
              "authentication-skip-lookup",
              SettingType.FLAG,
              "false",
              "do not read the cluster's authentication settings"),
          server(
              "authentication-tolerate-lookup-failure",
              SettingType.FLAG,
              "false",
              "start without those settings where they cannot be read"),
          server("client-ca-file", SettingType.TEXT, "", "PEM CA of client certificates"),
          server("requestheader-client-ca-file", SettingType.TEXT, "", "PEM CA of front proxies"),
          server(
              "requestheader-allowed-names", SettingType.LIST, "", "common names of front proxies"),
          server(
              "requestheader-username-headers",
              SettingType.LIST,
              "x-remote-user",
              "headers with the user"),
          server(
              "requestheader-uid-headers",
              SettingType.LIST,
              "",
              "headers with the user's identifier"),
          server(
              "requestheader-group-headers",
              SettingType.LIST,
              "x-remote-group",
              "headers with the groups"),
          server(
              "requestheader-extra-headers-prefix",
              SettingType.LIST,
              "x-remote-extra-",
              "headers with other facts"),
          server(
              "authorization-kubeconfig",
              SettingType.TEXT,
              "",
              "for SubjectAccessReviews; the pod's account when empty"),
          server(
              "authorization-webhook-cache-authorized-ttl",
              SettingType.DURATION,
              "10s",
              "how long a yes holds"),
          server(
              "authorization-webhook-cache-unauthorized-ttl",
              SettingType.DURATION,
              "10s",
              "how long a no holds"),
          server(
              "authorization-always-allow-paths",
              SettingType.LIST,
              "/healthz,/readyz,/livez",
              "paths that everybody may ask"),
          server(
              "lister-kubeconfig",
              SettingType.TEXT,
              "",
              "for the cluster's kinds of objects; the pod's account when empty"),
          server(
              "discovery-interval",
              SettingType.DURATION,
              "10m",
              "how often the cluster's kinds of objects are read"));

  private MetricsApiSettings() {}

  /** Whether a list is not to be taken apart at its commas. */
  static boolean keepsCommas(Setting setting) {
    return setting == CUSTOM_FORWARD || setting == EXTERNAL_FORWARD;
  }

  private static Setting setting(String flag, SettingType type, String standard, String help) {
    return Setting.of(SettingGroup.METRICS_API, flag, type, standard, help);
  }

  private static Setting server(String flag, SettingType type, String standard, String help) {
    return Setting.of(SettingGroup.METRICS_SERVER, flag, type, standard, help);
  }
}
