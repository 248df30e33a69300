package io.heapster.app.config;

/** Where help lists it. */
public enum SettingGroup {
  PIPELINE("Pipeline"),
  STORE("In-memory store"),
  DELIVERY("Delivery to sinks"),
  API("HTTP API"),
  METRICS_API("Kubernetes' metrics APIs"),
  /** Named like those of every API server of Kubernetes; explained in docs/configuration.md. */
  METRICS_SERVER("Server of the metrics APIs"),
  LABELS("Labels"),
  DAEMON("Daemon"),
  SIMULATOR("Simulated cluster"),
  /** Accepted so that old command lines start, without effect. */
  RETIRED("Accepted without effect");

  private final String title;

  SettingGroup(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** Whether help only names its settings. */
  boolean isListed() {
    return this == METRICS_SERVER || this == RETIRED;
  }
}
