package io.heapster.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of the daemon's settings, in the order of help. */
public final class DaemonSettings {
  static final Setting CONFIG =
      Setting.of(
          SettingGroup.DAEMON, "config", SettingType.FILE, "", "YAML file with the same settings");
  static final Setting SOURCE =
      Setting.of(
              SettingGroup.PIPELINE,
              "source",
              SettingType.COMPONENT,
              "",
              "where values come from; exactly one")
          .note("`kubernetes.summary_api[:<API server>?<options>]` or `kubernetes:...`.");
  static final Setting SINK =
      Setting.of(
              SettingGroup.PIPELINE,
              "sink",
              SettingType.COMPONENT,
              "",
              "where batches go; repeat for several")
          .key("sinks")
          .note("In the environment several are separated by spaces.");
  static final Setting METRIC_RESOLUTION =
      Setting.of(
          SettingGroup.PIPELINE,
          "metric-resolution",
          SettingType.DURATION,
          "60s",
          "distance of ticks, from 5s");
  static final Setting SCRAPE_TIMEOUT =
      Setting.of(
              SettingGroup.PIPELINE,
              "scrape-timeout",
              SettingType.DURATION,
              "20s",
              "limit of a tick's scrape")
          .note("Cut to four fifths of the resolution. New; it was fixed at 20s in Heapster.");
  static final Setting COMPAT =
      Setting.of(
              SettingGroup.PIPELINE,
              "compat",
              SettingType.CHOICE,
              "none",
              "heapster: its numbers exactly; or none")
          .note(
              "`heapster`: nodes that are not ready are left out, and a rate needs a sample in the"
                  + " batch just before and a later sample time. `none`: such nodes are tried, and a"
                  + " rate spans one missed scrape.");

  static final Setting DISABLE_METRIC_SINK =
      Setting.of(
          SettingGroup.STORE,
          "disable-metric-sink",
          SettingType.FLAG,
          "false",
          "no store, so no model API");
  static final Setting SHORT_STORE =
      Setting.of(
          SettingGroup.STORE,
          "short-store",
          SettingType.DURATION,
          "140s",
          "how long whole batches are kept");
  static final Setting LONG_STORE =
      Setting.of(
          SettingGroup.STORE,
          "long-store",
          SettingType.DURATION,
          "15m",
          "how long the metrics below are kept");
  static final Setting LONG_STORE_METRICS =
      Setting.of(
          SettingGroup.STORE,
          "long-store-metrics",
          SettingType.LIST,
          "cpu/usage_rate,memory/usage",
          "metrics of the long store");

  static final Setting DATA_DIR =
      Setting.of(
              SettingGroup.DELIVERY,
              "data-dir",
              SettingType.DIRECTORY,
              "",
              "journal of what sinks have yet to get; none when empty")
          .note("Without it batches wait in memory only: three of them, gone with the process.");
  static final Setting JOURNAL_FSYNC =
      Setting.of(
              SettingGroup.DELIVERY,
              "journal-fsync",
              SettingType.CHOICE,
              "1s",
              "when it is forced to the disk: batch, 1s, never")
          .note("What a power failure may cost; a killed process loses nothing either way.");
  static final Setting JOURNAL_MAX_SIZE =
      Setting.of(
              SettingGroup.DELIVERY,
              "journal-max-size",
              SettingType.SIZE,
              "2Gi",
              "beyond it the oldest batches go, whoever waits")
          .note("From 1Mi. Losses are counted in `heapster_sink_dropped_total`.");
  static final Setting JOURNAL_MAX_AGE =
      Setting.of(
          SettingGroup.DELIVERY,
          "journal-max-age",
          SettingType.DURATION,
          "7d",
          "beyond it batches go, whoever waits");
  static final Setting JOURNAL_KEEP =
      Setting.of(
          SettingGroup.DELIVERY,
          "journal-keep",
          SettingType.DURATION,
          "1h",
          "how long delivered batches stay for a replay");
  static final Setting SINK_BACKLOG_PER_TICK =
      Setting.of(
          SettingGroup.DELIVERY,
          "sink-backlog-per-tick",
          SettingType.NUMBER,
          "10",
          "late batches a sink gets per tick at most");
  static final Setting SINK_EXPORT_DATA_TIMEOUT =
      Setting.of(
              SettingGroup.DELIVERY,
              "sink-export-data-timeout",
              SettingType.DURATION,
              "20s",
              "limit of one request to a sink")
          .note("In Heapster it was the limit of a whole export.");

  static final Setting LISTEN_IP =
      Setting.of(
          SettingGroup.API,
          "listen-ip",
          SettingType.TEXT,
          "",
          "address to listen on; all when empty");
  static final Setting PORT =
      Setting.of(
              SettingGroup.API,
              "heapster-port",
              SettingType.NUMBER,
              "8082",
              "port; 0 picks a free one")
          .variable("HEAPSTER_LISTEN_PORT")
          .note(
              "The variable is no `HEAPSTER_PORT`: Kubernetes sets that one in every pod beside a"
                  + " service named heapster.");
  static final Setting TLS_CERT =
      Setting.of(
          SettingGroup.API,
          "tls-cert",
          SettingType.FILE,
          "",
          "PEM certificate chain; makes it HTTPS");
  static final Setting TLS_KEY =
      Setting.of(SettingGroup.API, "tls-key", SettingType.FILE, "", "PEM key of the certificate");
  static final Setting TLS_CLIENT_CA =
      Setting.of(
          SettingGroup.API,
          "tls-client-ca",
          SettingType.FILE,
          "",
          "PEM CA that clients' certificates need");
  static final Setting ALLOWED_USERS =
      Setting.of(
          SettingGroup.API,
          "allowed-users",
          SettingType.LIST,
          "",
          "common names let in; empty for all");
  static final Setting DISABLE_EXPORT =
      Setting.of(
          SettingGroup.API,
          "disable-export",
          SettingType.FLAG,
          "false",
          "metric-export answers an empty list");

  static final Setting HISTORICAL_SOURCE =
      Setting.of(
              SettingGroup.API,
              "historical-source",
              SettingType.COMPONENT,
              "",
              "the sink that /api/v1/historical is answered from")
          .note("The same text as that of a sink `influxdb:...` of the v1 API.");

  static final Setting LABEL_SEPARATOR =
      Setting.of(
          SettingGroup.LABELS,
          "label-separator",
          SettingType.TEXT,
          ",",
          "between labels joined to one text");
  static final Setting IGNORE_LABEL =
      Setting.of(
          SettingGroup.LABELS,
          "ignore-label",
          SettingType.LIST,
          "",
          "pod and node labels to leave out");
  static final Setting STORE_LABEL =
      Setting.of(
          SettingGroup.LABELS,
          "store-label",
          SettingType.LIST,
          "",
          "labels kept as their own: [new=]name");

  static final Setting LOG_FORMAT =
      Setting.of(SettingGroup.DAEMON, "log-format", SettingType.CHOICE, "text", "text or json");
  static final Setting LOG_LEVEL =
      Setting.of(
          SettingGroup.DAEMON,
          "log-level",
          SettingType.CHOICE,
          "info",
          "error, warn, info, debug or trace");

  private static final List<Setting> OWN =
      List.of(
          SOURCE,
          SINK,
          METRIC_RESOLUTION,
          SCRAPE_TIMEOUT,
          COMPAT,
          DISABLE_METRIC_SINK,
          SHORT_STORE,
          LONG_STORE,
          LONG_STORE_METRICS,
          DATA_DIR,
          JOURNAL_FSYNC,
          JOURNAL_MAX_SIZE,
          JOURNAL_MAX_AGE,
          JOURNAL_KEEP,
          SINK_BACKLOG_PER_TICK,
          SINK_EXPORT_DATA_TIMEOUT,
          LISTEN_IP,
          PORT,
          TLS_CERT,
          TLS_KEY,
          TLS_CLIENT_CA,
          ALLOWED_USERS,
          DISABLE_EXPORT,
          HISTORICAL_SOURCE,
          LABEL_SEPARATOR,
          IGNORE_LABEL,
          STORE_LABEL,
          CONFIG,
          LOG_FORMAT,
          LOG_LEVEL);

  private static final List<Setting> EFFECTIVE =
      Stream.of(
              OWN,
              List.of(
                  MetricsApiSettings.SECURE_PORT,
                  MetricsApiSettings.RESOLUTION,
                  MetricsApiSettings.CUSTOM_FORWARD,
                  MetricsApiSettings.EXTERNAL_FORWARD),
              MetricsApiSettings.SERVER)
          .flatMap(List::stream)
          .toList();

  private DaemonSettings() {}

  /** Every setting, those without effect last. */
  public static List<Setting> all() {
    var all = new ArrayList<>(EFFECTIVE);
    all.addAll(RetiredSettings.ALL);
    return all;
  }

  /** The settings that do something. */
  static List<Setting> effective() {
    return EFFECTIVE;
  }
}
