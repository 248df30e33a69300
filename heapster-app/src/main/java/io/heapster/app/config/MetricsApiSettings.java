package io.heapster.app.config;

import java.util.List;

/**
 * The settings of Kubernetes' metrics APIs, under the names that API servers of Kubernetes give
 * them. All but the first two are handed on as they are.
 */
final class MetricsApiSettings {
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

  /** Handed on. */
  static final List<Setting> SERVER =
      List.of(
          setting("bind-address", SettingType.TEXT, "0.0.0.0", "address of the secure port"),
          setting(
                  "cert-dir",
                  SettingType.TEXT,
                  "apiserver.local.config/certificates",
                  "folder for a certificate made here")
              .note("Used when no `--tls-cert-file` is given. Each replica needs its own."),
          setting("tls-cert-file", SettingType.TEXT, "", "PEM certificate of the secure port"),
          setting("tls-private-key-file", SettingType.TEXT, "", "PEM key of the certificate")
              .note("Both are read again when they change."),
          setting("tls-min-version", SettingType.TEXT, "", "VersionTLS12 or VersionTLS13"),
          setting("tls-cipher-suites", SettingType.LIST, "", "suites of TLS 1.2, by IANA name"),
          setting("disable-http2-serving", SettingType.FLAG, "false", "speak HTTP/1.1 only"),
          setting("max-requests-inflight", SettingType.NUMBER, "400", "more are answered 429"),
          setting(
              "authentication-kubeconfig",
              SettingType.TEXT,
              "",
              "for TokenReviews; the pod's account when empty"),
          setting(
              "authentication-token-webhook-cache-ttl",
              SettingType.DURATION,
              "10s",
              "how long a review of a token holds"),
          setting(
              "authentication-skip-lookup",
              SettingType.FLAG,
              "false",
              "do not read the cluster's authentication settings"),
          setting(
              "authentication-tolerate-lookup-failure",
              SettingType.FLAG,
              "false",
              "start without those settings where they cannot be read"),
          setting("client-ca-file", SettingType.TEXT, "", "PEM CA of client certificates"),
          setting("requestheader-client-ca-file", SettingType.TEXT, "", "PEM CA of front proxies"),
          setting(
              "requestheader-allowed-names", SettingType.LIST, "", "common names of front proxies"),
          setting(
              "requestheader-username-headers",
              SettingType.LIST,
              "x-remote-user",
              "headers with the user"),
          setting(
              "requestheader-group-headers",
              SettingType.LIST,
              "x-remote-group",
              "headers with the groups"),
          setting(
              "requestheader-extra-headers-prefix",
              SettingType.LIST,
              "x-remote-extra-",
              "headers with other facts"),
          setting(
              "authorization-kubeconfig",
              SettingType.TEXT,
              "",
              "for SubjectAccessReviews; the pod's account when empty"),
          setting(
              "authorization-webhook-cache-authorized-ttl",
              SettingType.DURATION,
              "10s",
              "how long a yes holds"),
          setting(
              "authorization-webhook-cache-unauthorized-ttl",
              SettingType.DURATION,
              "10s",
              "how long a no holds"),
          setting(
              "authorization-always-allow-paths",
              SettingType.LIST,
              "/healthz,/readyz,/livez",
              "paths that everybody may ask"),
          setting(
              "lister-kubeconfig",
              SettingType.TEXT,
              "",
              "for the cluster's kinds of objects; the pod's account when empty"));

  private MetricsApiSettings() {}

  private static Setting setting(String flag, SettingType type, String standard, String help) {
    return Setting.of(SettingGroup.METRICS_API, flag, type, standard, help);
  }
}
