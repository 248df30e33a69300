package io.heapster.sinks.delivery;

/** Why a sink never got a batch; the {@code reason} in {@code /metrics}. */
enum Loss {
  /** It left the ring before the sink came to it. */
  LAGGED("lagged"),
  /** The export failed. */
  FAILED("failed"),
  /** The daemon stopped first. */
  CLOSED("closed");

  private final String reason;

  Loss(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
