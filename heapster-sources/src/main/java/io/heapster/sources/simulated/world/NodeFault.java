package io.heapster.sources.simulated.world;

/** What is wrong with a node's kubelet; a node has at most one of these. */
public enum NodeFault {
  /** Nothing. */
  NONE,
  /** Every connection is closed at once: one socket serves all nodes, so none can be refused. */
  DEAD,
  /** Answers come after {@link Faults#slowness()}. */
  SLOW,
  /** Requests are taken and never answered. */
  HANGING,
  /** Half of the promised bytes come, then the connection is closed. */
  CUT_OFF,
  /** Whole answers with a byte amid them that no JSON or metrics text may have. */
  MALFORMED,
  /** 401 whatever the credentials. */
  UNAUTHORISED,
  /** No Summary API (404), but cAdvisor's JSON as kubelets had it before 1.18. */
  OLD,
  /** 500 to the whole summary; its CPU and memory half and the resource metrics work. */
  SUMMARY_FAILING,
  /** No {@code /metrics/resource} (404), as with virtual kubelets; the summary works. */
  NO_RESOURCE_METRICS,
  /** The resource metrics hold a line of a dead container with Go's zero time. */
  BAD_LINE
}
