package io.heapster.sinks.delivery;

/** Why a sink never got a batch; the {@code reason} in {@code /metrics}. */
enum Loss {
  /** Without a data directory: it left the memory before the sink came to it. */
  LAGGED("lagged"),
  /** The journal grew past its cap of bytes or age while the sink had yet to take it. */
  OVER_CAP("over_cap"),
  /** The disk was full, and the newest batches needed the place. */
  DISK_FULL("disk_full"),
  /** It never was in the journal, and left the memory before the sink came to it. */
  UNDURABLE("undurable"),
  /** Its record in the journal cannot be read any more. */
  DAMAGED("damaged"),
  /** The sink refused it for good. */
  REFUSED("refused"),
  /** The sink broke on it again and again. */
  FAILED("failed"),
  /** An operator had it given up. */
  ORDERED("ordered"),
  /** The daemon stopped first, and it was nowhere but in memory. */
  CLOSED("closed");

  private final String reason;

  Loss(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
