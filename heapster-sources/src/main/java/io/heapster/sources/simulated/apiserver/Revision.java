package io.heapster.sources.simulated.apiserver;

/**
 * Resource versions, which follow from time alone. An odd one stands for everything up to the end
 * of its second; an even one for a point within, so a watch which goes on from there gets that
 * second's events again, and none is lost.
 */
final class Revision {
  private Revision() {}

  /** Of something that happened in a second. */
  static long within(long second) {
    return 2 * second;
  }

  /** When everything in a second has happened. */
  static long after(long second) {
    return 2 * second + 1;
  }

  /** The last second whose events need not be told to one who knows a revision. */
  static long lastKnownSecond(long revision) {
    return (revision + 1) / 2 - 1;
  }
}
