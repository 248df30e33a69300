package io.heapster.api.http;

/** Whose behaviour the answers follow where Heapster's was a mistake. */
public enum ApiCompat {
  /** The corrected one. */
  DEFAULT,
  /** Heapster 1.5's, for clients and comparisons that rely on it. */
  HEAPSTER
}
