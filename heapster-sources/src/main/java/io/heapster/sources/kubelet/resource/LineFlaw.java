package io.heapster.sources.kubelet.resource;

import java.util.List;

/** Why a line of metrics was left out. */
public enum LineFlaw {
  /** Nothing is wrong with it. */
  NONE("none"),
  /** It is no line of metrics. */
  SYNTAX("syntax"),
  /** Its value is no number, negative or too large. */
  VALUE("value"),
  /** Its time is no time; kubelets have printed that of year 1 for containers long dead. */
  TIME("time"),
  /** It does not name the pod or the container it is of. */
  IDENTITY("identity");

  /** All of them, as a list that is not copied each time. */
  public static final List<LineFlaw> ALL = List.of(values());

  private final String text;

  LineFlaw(String text) {
    this.text = text;
  }

  /** Name in {@code /metrics}. */
  public String text() {
    return text;
  }
}
