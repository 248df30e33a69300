package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.Attributes;

/** Is told of every request that was answered; for the telemetry of the program around. */
public interface RequestObserver {
  /** Counts nothing. */
  RequestObserver NONE = (asked, status, nanos) -> {};

  /**
   * Thread-safe; must return at once.
   *
   * @param asked names are the caller's choice: group, version and verb only are fit for labels,
   *     and those of unknown groups are not
   * @param status of the answer; 499 when the caller left before it
   * @param nanos from the request's arrival to the end of its answer
   */
  void answered(Attributes asked, int status, long nanos);
}
