package io.heapster.app.config;

/** How the value is written. */
public enum SettingType {
  TEXT("<text>"),
  CHOICE("<choice>"),
  FLAG(""),
  NUMBER("<number>"),
  DURATION("<duration>"),
  /** Bytes: plain, or with Ki, Mi or Gi. */
  SIZE("<size>"),
  FILE("<file>"),
  DIRECTORY("<directory>"),
  /** Comma-separated, or given more than once. */
  LIST("<name,...>"),
  /** {@code <key>[:<uri>]}; may be given more than once, commas belong to the value. */
  COMPONENT("<key:uri>");

  private final String placeholder;

  SettingType(String placeholder) {
    this.placeholder = placeholder;
  }

  /** What stands for the value in help; empty when a flag needs none. */
  public String placeholder() {
    return placeholder;
  }

  boolean repeatable() {
    return this == LIST || this == COMPONENT;
  }
}
